package io.curfew.policy.detect;

import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;

/** How flows went, as far as detections care. */
final class Went {

    private Went() {}

    /**
     * True when the other side said something that is no refusal. A log or an export may not say how much that was:
     * where the beginning was seen, how it went tells; without it, one may speak to nobody.
     */
    static boolean isAnswered(FlowObservation flow) {
        return switch (flow.outcome()) {
            case ESTABLISHED, ANSWERED, CLOSED, RESET, TIMED_OUT ->
                flow.responderPackets() > 0 || flow.initiatorCertain();
            case UNANSWERED, REFUSED, REJECTED -> false;
            case null -> flow.responderPackets() > 0;
        };
    }

    /** True when it is over and nobody answered, or somebody refused. */
    static boolean isInVain(FlowObservation flow) {
        Outcome outcome = flow.outcome();
        return flow.phase() == FlowObservation.Phase.END
                && (outcome == Outcome.UNANSWERED || outcome == Outcome.REFUSED || outcome == Outcome.REJECTED);
    }
}
