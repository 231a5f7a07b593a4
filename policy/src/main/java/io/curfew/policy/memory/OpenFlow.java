package io.curfew.policy.memory;

import java.time.Instant;
import java.util.List;

/**
 * A flow that was counted and has not ended.
 *
 * @param counted when it was counted
 * @param last when it was last heard of
 * @param initiatorBytes IP bytes that the initiator had sent then
 * @param responderBytes IP bytes that the responder had sent then
 * @param alerts the alerts that counted it
 */
public record OpenFlow(Instant counted, Instant last, long initiatorBytes, long responderBytes, List<Counted> alerts) {

    /**
     * An alert that counted a flow.
     *
     * @param matter what it is about, without the peer: a flow counts once for it, whatever its peer turns out to be
     *     called
     * @param alert the alert's id
     * @param number which of the alert's occurrences the flow is, from 1
     */
    public record Counted(String matter, String alert, long number) {}

    public OpenFlow {
        alerts = List.copyOf(alerts);
    }

    /** True when another hour has begun since it was last heard of. */
    public boolean isOfAnotherHour(Instant moment) {
        return Occurrences.hourOf(last) != Occurrences.hourOf(moment);
    }
}
