package io.curfew.policy.detect;

import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;
import io.curfew.policy.plan.SitePlan;

/**
 * A flow with all that was found out about both of its ends.
 *
 * @param flow what the sensor said
 * @param plan the site's plan
 * @param isFirst true when the flow was not told of before
 * @param isNewHour true when another hour has begun since it was told of last
 * @param newInitiatorBytes IP bytes that the initiator sent since the flow was told of last
 * @param newResponderBytes IP bytes that the responder sent since the flow was told of last
 * @param initiator who started it
 * @param responder who was asked
 * @param service what for, as {@code https} or {@code tcp/8883}
 */
public record Sight(
        FlowObservation flow,
        SitePlan plan,
        boolean isFirst,
        boolean isNewHour,
        long newInitiatorBytes,
        long newResponderBytes,
        End initiator,
        End responder,
        String service) {

    /** False for a neighbour that has not answered yet: whoever tries all ports asks for no service. */
    boolean mayServe() {
        Outcome outcome = flow.outcome();
        return responder.party().device() == null
                || (outcome != null
                        && switch (outcome) {
                            case ESTABLISHED, ANSWERED, RESET, CLOSED, TIMED_OUT -> true;
                            case UNANSWERED, REFUSED, REJECTED -> false;
                        });
    }
}
