package io.curfew.policy;

import io.curfew.events.DomainName;
import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A flow behind an alert, as it was when it counted, or when it had ended.
 *
 * @param initiator who began it
 * @param responder who was asked
 * @param initiatorCertain false when who began it is only inferred
 * @param transport by what
 * @param outcome how it went; absent while it was open
 * @param initiatorBytes IP bytes that the initiator sent
 * @param initiatorPackets packets that the initiator sent
 * @param responderBytes IP bytes that the responder sent
 * @param responderPackets packets that the responder sent
 * @param serverName the name that the initiator asked the responder for by TLS, QUIC or HTTP; absent when it sent none
 * @param rejectCode the code of the ICMP "destination unreachable" behind {@link Outcome#REJECTED}; absent otherwise,
 *     and where nobody told it
 */
public record SeenFlow(
        SeenEnd initiator,
        SeenEnd responder,
        boolean initiatorCertain,
        Transport transport,
        @Nullable Outcome outcome,
        long initiatorBytes,
        long initiatorPackets,
        long responderBytes,
        long responderPackets,
        @Nullable DomainName serverName,
        @Nullable Integer rejectCode) {
    public static SeenFlow of(FlowObservation flow) {
        return new SeenFlow(
                SeenEnd.of(flow.initiator()),
                SeenEnd.of(flow.responder()),
                flow.initiatorCertain(),
                flow.transport(),
                flow.outcome(),
                flow.initiatorBytes(),
                flow.initiatorPackets(),
                flow.responderBytes(),
                flow.responderPackets(),
                flow.serverName(),
                flow.rejectCode());
    }
}
