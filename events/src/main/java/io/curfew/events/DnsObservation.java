package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A DNS question with its answer, or a question that was never answered.
 *
 * @param at the time of the answer; of the question when there was none
 * @param client who asked
 * @param server who was asked
 * @param transport UDP or TCP
 * @param vlanIds 802.1Q tags, outermost first
 * @param id the transaction id, 0 to 65535
 * @param questionName the name asked for
 * @param questionType the type's mnemonic ({@code A}, {@code AAAA}, {@code HTTPS}) or {@code TYPE123} (RFC 3597)
 * @param responseCode the code's mnemonic ({@code NOERROR}, {@code NXDOMAIN}) or its number; absent: never answered
 * @param answers the answer section in its order, CNAME chain included
 * @param timeToAnswer from question to answer; absent when either was not seen
 * @param blocked true when the answer looks like a filter's: 0.0.0.0, ::, or a refusal
 * @param detail how much is said: of {@link Detail#AGGREGATED} names are cut to their last two labels, answers are
 *     addresses alone, ports and id are 0
 */
public record DnsObservation(
        Instant at,
        Endpoint client,
        Endpoint server,
        Transport transport,
        List<Integer> vlanIds,
        int id,
        DomainName questionName,
        String questionType,
        @Nullable String responseCode,
        List<Answer> answers,
        @Nullable Duration timeToAnswer,
        boolean blocked,
        Detail detail)
        implements Observation {

    /** The response code of a question whose answer nobody told: a log of questions only. */
    public static final String ANSWER_NOT_SEEN = "NOT-SEEN";

    /**
     * One record of the answer section.
     *
     * @param name the owner name
     * @param type the type's mnemonic or {@code TYPE123}
     * @param data the record's data as text: an address, a name, or its presentation form; may be empty
     * @param ttlSeconds the time to live in seconds, 0 to 4294967295
     */
    public record Answer(DomainName name, String type, String data, long ttlSeconds) {}

    public DnsObservation {
        vlanIds = List.copyOf(vlanIds);
        answers = List.copyOf(answers);
    }

    /** A question of which all is said. */
    public DnsObservation(
            Instant at,
            Endpoint client,
            Endpoint server,
            Transport transport,
            List<Integer> vlanIds,
            int id,
            DomainName questionName,
            String questionType,
            @Nullable String responseCode,
            List<Answer> answers,
            @Nullable Duration timeToAnswer,
            boolean blocked) {
        this(
                at,
                client,
                server,
                transport,
                vlanIds,
                id,
                questionName,
                questionType,
                responseCode,
                answers,
                timeToAnswer,
                blocked,
                Detail.FULL);
    }
}
