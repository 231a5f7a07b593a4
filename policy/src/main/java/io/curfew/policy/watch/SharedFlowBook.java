package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.policy.memory.FlowEnds;
import io.curfew.policy.memory.FlowSensors;
import io.curfew.policy.memory.OpenFlow;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SharedFlow;
import io.curfew.policy.memory.SharedFlow.Teller;
import io.curfew.policy.memory.SharedFlows;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Recognises a flow of which several sensors of a site tell. Of it counts what none of them told before: as many bytes
 * as the one has seen that saw most, one beginning and one end. Keeps nothing while one sensor tells of flows; of the
 * flows between two ends the latest {@value #MOST_AT_ONCE}.
 */
final class SharedFlowBook {
    private static final int MOST_AT_ONCE = 4;

    private final Rows rows;

    SharedFlowBook(Rows rows) {
        this.rows = rows;
    }

    /** True once a second sensor has told of a flow. */
    boolean isNeeded(SensorId sensor) {
        FlowSensors known = rows.get(Table.FLOW_SENSORS, Table.ONLY);
        if (known != null && (known.areSeveral() || known.first().equals(sensor))) {
            return known.areSeveral();
        }
        FlowSensors more = known == null ? new FlowSensors(sensor, false) : new FlowSensors(known.first(), true);
        rows.put(Table.FLOW_SENSORS, Table.ONLY, more);
        return more.areSeveral();
    }

    /**
     * How far a flow has come.
     *
     * @param alone what counted of it while only its sensor told of flows; null when nothing did
     */
    Progress progress(Told told, @Nullable OpenFlow alone) {
        List<SharedFlow> known = known(told.flow());
        for (int place = 0; place < known.size(); place++) {
            if (known.get(place).teller(told.key()) != null) {
                return toldAgain(told, known.get(place), place);
            }
        }
        // Sensors tell of flows in the order of time: of several that fit, it is the one that was told of first.
        for (int place = 0; place < known.size(); place++) {
            if (told.isSame(known.get(place))) {
                return joined(told, known.get(place), place, alone);
            }
        }
        for (int place = known.size() - 1; place >= 0; place--) {
            if (told.isPart(known.get(place))) {
                return joined(told, known.get(place), place, alone);
            }
        }
        return begun(told, alone);
    }

    private List<SharedFlow> known(FlowObservation flow) {
        SharedFlows known = rows.get(Table.SHARED_FLOWS, FlowEnds.of(flow));
        return known == null ? List.of() : known.flows();
    }

    private static Progress begun(Told told, @Nullable OpenFlow alone) {
        FlowObservation flow = told.flow();
        SharedFlow begun = new SharedFlow(
                flow.first(),
                flow.last(),
                FlowEnds.isBegunByLow(flow),
                flow.initiatorCertain(),
                told.ends().sender(),
                told.ends().receiver(),
                List.of(new Teller(told.key(), 0, 0)),
                alone == null ? new OpenFlow(flow.at(), flow.at(), 0, 0, List.of()) : alone,
                0,
                false);
        return progress(told, begun, -1, alone == null, alone == null);
    }

    private static Progress toldAgain(Told told, SharedFlow known, int place) {
        SharedFlow right = told.corrects(known) ? known.turned() : known;
        Told aligned = told.as(right);
        return progress(aligned, knowing(right, aligned), place, false, false);
    }

    /** One more sensor tells of it; where that knows better whose the flow is, it counts as if nobody had. */
    private static Progress joined(Told told, SharedFlow known, int place, @Nullable OpenFlow alone) {
        boolean isCorrected = told.corrects(known);
        SharedFlow right = isCorrected ? known.turned() : known;
        Told aligned = told.as(right);
        boolean isAnew = isCorrected
                || right.isNewsOf(aligned.ends().sender(), aligned.ends().receiver());
        SharedFlow joined = isAnew
                ? right.anew(
                        new Teller(told.key(), 0, 0),
                        told.flow().at(),
                        isCorrected ? List.of() : right.open().alerts())
                : aligned.joined(right, alone != null);
        SharedFlow more = alone == null ? joined : joined.alsoCountedBy(alone.alerts());
        return progress(aligned, knowing(more, aligned), place, isAnew, alone == null);
    }

    private static SharedFlow knowing(SharedFlow known, Told told) {
        return known.knowing(
                told.flow().initiatorCertain(),
                told.ends().sender(),
                told.ends().receiver());
    }

    private static Progress progress(
            Told told, SharedFlow shared, int place, boolean isFirst, boolean isFirstOfSensor) {
        FlowObservation flow = told.flow();
        Teller teller = Objects.requireNonNull(shared.teller(told.key()));
        long responderBytes = flow.responderBytes() + teller.responderBytes();
        // Who sees but one way hears no answer.
        boolean isDeaf = flow.outcome() == Outcome.UNANSWERED && shared.open().responderBytes() > responderBytes;
        boolean isSettling = flow.phase() == Phase.END && !isDeaf;
        boolean isEndOfItsSensorAlone = flow.phase() == Phase.END && (isDeaf || shared.isOver());
        return new Progress(
                told,
                isEndOfItsSensorAlone ? flow.goingOn() : flow,
                shared.open(),
                isFirst,
                isFirstOfSensor,
                flow.initiatorBytes() + teller.initiatorBytes(),
                responderBytes,
                isSettling,
                shared,
                place);
    }

    /** Keeps that a flow has come as far as that. */
    void keep(Progress progress, SharedFlow shared, OpenFlow open) {
        FlowObservation flow = progress.told().flow();
        int settled = progress.isSettling() ? open.alerts().size() : shared.settled();
        SharedFlow now = shared.counting(flow.last(), open, settled, shared.isOver() || progress.isEnding());
        List<SharedFlow> flows = new ArrayList<>(known(flow));
        if (progress.place() >= 0) {
            flows.set(progress.place(), now);
        } else {
            flows.add(now);
        }
        List<SharedFlow> latest = flows.subList(Math.max(0, flows.size() - MOST_AT_ONCE), flows.size());
        rows.put(Table.SHARED_FLOWS, FlowEnds.of(flow), new SharedFlows(latest));
    }

    /** Forgets now and then the flows that ended long ago. */
    void pass(Instant latest, Instant now) {
        long spell = SharedFlow.REMEMBERED.toSeconds();
        if (Math.floorDiv(latest.getEpochSecond(), spell) == Math.floorDiv(now.getEpochSecond(), spell)) {
            return;
        }
        Instant before = now.minus(SharedFlow.REMEMBERED);
        rows.drain(
                Table.SHARED_FLOWS,
                row -> row.flows().stream()
                        .allMatch(flow -> flow.isOver() && flow.open().last().isBefore(before)));
    }
}
