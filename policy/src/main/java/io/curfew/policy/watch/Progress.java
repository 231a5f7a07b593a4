package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.policy.memory.OpenFlow;
import io.curfew.policy.memory.SharedFlow;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * How far a flow has come by what a sensor tells of it, before that counts.
 *
 * @param told what the sensor tells, as begun by whom the site knows to have begun it
 * @param counted the same as it counts: as if it went on where its end has counted before
 * @param open what has counted of it; absent while nothing has
 * @param isFirst true when no sensor told of it before
 * @param isFirstOfSensor true when this one did not
 * @param initiatorBytes IP bytes that the initiator has sent by now
 * @param responderBytes IP bytes that the responder has sent by now
 * @param isSettling true when it tells how the flow went
 * @param shared how it stands between the sensors that tell of it; absent where only one tells of flows
 * @param place the flow's place among those of the same ends; below 0 where it is a new one
 */
record Progress(
        Told told,
        FlowObservation counted,
        @Nullable OpenFlow open,
        boolean isFirst,
        boolean isFirstOfSensor,
        long initiatorBytes,
        long responderBytes,
        boolean isSettling,
        @Nullable SharedFlow shared,
        int place) {

    /** Of a flow that only one sensor tells of. */
    static Progress alone(Told told, @Nullable OpenFlow open) {
        FlowObservation flow = told.flow();
        return new Progress(
                told,
                flow,
                open,
                open == null,
                open == null,
                flow.initiatorBytes(),
                flow.responderBytes(),
                flow.phase() == Phase.END,
                null,
                -1);
    }

    /** True when its end counts now. */
    boolean isEnding() {
        return counted.phase() == Phase.END;
    }

    /** True when another hour has begun since it was told of last. */
    boolean isOfAnotherHour() {
        return open != null && open.isOfAnotherHour(told.flow().at());
    }

    /** What has counted of it now. */
    OpenFlow reached(List<OpenFlow.Counted> alerts) {
        Instant at = told.flow().at();
        return open == null
                ? new OpenFlow(at, at, initiatorBytes, responderBytes, alerts)
                : new OpenFlow(
                        open.counted(),
                        shared == null || at.isAfter(open.last()) ? at : open.last(),
                        shared == null ? initiatorBytes : Math.max(initiatorBytes, open.initiatorBytes()),
                        shared == null ? responderBytes : Math.max(responderBytes, open.responderBytes()),
                        alerts);
    }

    /** Of how many of the alerts that counted it the outcome is told. */
    int settled() {
        return shared == null ? 0 : shared.settled();
    }
}
