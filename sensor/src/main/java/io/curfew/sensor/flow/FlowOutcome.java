package io.curfew.sensor.flow;

import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.Outcome;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/**
 * Puts into words how a flow went. Silence is called so only after the flow's first report, when it had time; that of
 * TCP whose beginning was not seen only where both ways of some connection were heard, as a mirror may show but one.
 */
final class FlowOutcome {
    private boolean hearsBothWays;

    /** Learns from a flow to which a packet was added. */
    void heard(Flow flow) {
        if (!hearsBothWays) {
            hearsBothWays = flow.isTcp() && flow.initiator().packets > 0 && flow.responder().packets > 0;
        }
    }

    @Nullable
    Outcome of(Flow flow, Phase phase, boolean hasTimedOut) {
        if (flow.isRejected()) {
            return Outcome.REJECTED;
        }
        if (flow.isTcp()) {
            return ofTcp(flow, phase, hasTimedOut);
        }
        if (flow.responder().packets > 0) {
            return Outcome.ANSWERED;
        }
        boolean nobodyMustAnswer = flow.isOneWay() || flow.responderAddress().isGroup();
        return nobodyMustAnswer ? null : silence(phase);
    }

    private @Nullable Outcome ofTcp(Flow flow, Phase phase, boolean hasTimedOut) {
        Side initiator = flow.initiator();
        Side responder = flow.responder();
        boolean isRefused = responder.has(PacketFacts.RST) && !responder.hasSpoken && initiator.has(PacketFacts.SYN);
        if (isRefused) {
            return Outcome.REFUSED;
        }
        boolean isSilent = responder.packets == 0 && initiator.has(PacketFacts.SYN);
        if (isSilent) {
            return silence(phase);
        }
        if (flow.isReset()) {
            return Outcome.RESET;
        }
        if (responder.packets == 0) {
            return hearsBothWays ? silence(phase) : null;
        }
        boolean isHalfHeard = initiator.packets == 0 && !responder.has(PacketFacts.SYN);
        if (isHalfHeard) {
            return null;
        }
        if (flow.isClosed()) {
            return Outcome.CLOSED;
        }
        return hasTimedOut ? Outcome.TIMED_OUT : Outcome.ESTABLISHED;
    }

    private static @Nullable Outcome silence(Phase phase) {
        return phase == Phase.START ? null : Outcome.UNANSWERED;
    }
}
