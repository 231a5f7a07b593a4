package io.curfew.policy;

import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A question to DNS behind an alert, with at most {@value #MOST_ANSWERS} of its answers, each of at most
 * {@value #LONGEST_ANSWER} characters.
 *
 * @param client who asked
 * @param server who was asked
 * @param transport by what
 * @param name what was asked for
 * @param type the type of record, as {@code AAAA}
 * @param responseCode as {@code NOERROR}; absent when nobody answered
 * @param answers addresses, names or texts
 */
public record SeenQuestion(
        SeenEnd client,
        SeenEnd server,
        Transport transport,
        DomainName name,
        String type,
        @Nullable String responseCode,
        List<String> answers) {
    static final int MOST_ANSWERS = 4;
    static final int LONGEST_ANSWER = 255;
    /** Longer than any mnemonic of a type or a code. */
    private static final int LONGEST_MNEMONIC = 32;

    public SeenQuestion {
        answers = List.copyOf(answers);
    }

    public static SeenQuestion of(DnsObservation dns) {
        return new SeenQuestion(
                SeenEnd.of(dns.client()),
                SeenEnd.of(dns.server()),
                dns.transport(),
                dns.questionName(),
                CutText.of(dns.questionType(), LONGEST_MNEMONIC),
                dns.responseCode() == null ? null : CutText.of(dns.responseCode(), LONGEST_MNEMONIC),
                dns.answers().stream()
                        .limit(MOST_ANSWERS)
                        .map(DnsObservation.Answer::data)
                        .map(data -> CutText.of(data, LONGEST_ANSWER))
                        .toList());
    }

    /** True when there may have been more answers than are kept. */
    public boolean mayBeCut() {
        return answers.size() == MOST_ANSWERS;
    }
}
