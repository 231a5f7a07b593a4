package io.curfew.sensor.dns;

import io.curfew.events.DnsObservation.Answer;
import io.curfew.events.DomainName;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A DNS message that a server kept, as query logs and dnstap have it.
 *
 * @param id the transaction id
 * @param isResponse true for an answer, false for a question
 * @param questionName the name asked for
 * @param questionType the type's mnemonic or {@code TYPE123}
 * @param responseCode the code's mnemonic or its number
 * @param answers the answer section
 * @param blocked true when the answer looks like a filter's
 */
public record KeptMessage(
        int id,
        boolean isResponse,
        DomainName questionName,
        String questionType,
        String responseCode,
        List<Answer> answers,
        boolean blocked) {

    public KeptMessage {
        answers = List.copyOf(answers);
    }

    /** Reads a message; null when it has no question or the question is broken. */
    public static @Nullable KeptMessage read(byte[] octets) {
        DnsMessage message = DnsMessageReader.read(octets, 0, octets.length);
        return message == null
                ? null
                : new KeptMessage(
                        message.id(),
                        message.isResponse(),
                        message.questionName(),
                        DnsNumbers.type(message.questionType()),
                        DnsNumbers.responseCode(message.responseCode()),
                        message.answers(),
                        BlockedAnswer.looksLike(message));
    }
}
