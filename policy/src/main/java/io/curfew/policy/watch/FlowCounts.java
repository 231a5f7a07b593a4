package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Identity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Occurrence;
import io.curfew.policy.alert.Summary;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.memory.FlowKey;
import io.curfew.policy.memory.OpenFlow;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.Table;
import io.curfew.policy.threshold.Pattern;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts flows in alerts: a flow counts once for each matter, however often a sensor tells of it. */
final class FlowCounts {
    private final Rows rows;
    private final DeviceBook devices;
    private final AlertBook alerts;

    FlowCounts(Rows rows, DeviceBook devices, AlertBook alerts) {
        this.rows = rows;
        this.devices = devices;
        this.alerts = alerts;
    }

    /** What is known of a flow from before; null when it was not told of. */
    @Nullable
    OpenFlow open(FlowObservation flow, SensorRun run) {
        return rows.get(Table.FLOWS, key(flow, run));
    }

    /**
     * Counts the flow, of which {@code open} was known before, once for each matter.
     *
     * @param matters what there is to tell of it today; what was counted before and is not among them, as it is allowed
     *     by now, does not go on
     */
    void count(FlowObservation flow, SensorRun run, @Nullable OpenFlow open, List<Matter> matters, Scene scene) {
        FlowKey key = key(flow, run);
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        if (open != null && hasEnded && !open.alerts().isEmpty()) {
            Occurrence settled = occurrence(flow, open, scene);
            for (OpenFlow.Counted counted : open.alerts()) {
                alerts.settle(counted.alert(), counted.number(), settled);
            }
        }
        if (open != null && !hasEnded && open.isOfAnotherHour(flow.at())) {
            for (OpenFlow.Counted counted : open.alerts()) {
                if (isAmong(matters, counted)) {
                    alerts.lasts(counted.alert(), scene.soberly(flow.last()));
                }
            }
        }
        List<OpenFlow.Counted> counted = open == null ? List.of() : open.alerts();
        if (!matters.isEmpty()) {
            counted = new ArrayList<>(counted);
            for (Matter matter : matters) {
                raise(flow, open, matter, counted, scene);
            }
        }
        if (hasEnded) {
            if (open != null) {
                rows.remove(Table.FLOWS, key);
            }
        } else {
            Instant since = open == null ? flow.at() : open.counted();
            rows.put(
                    Table.FLOWS,
                    key,
                    new OpenFlow(since, flow.at(), flow.initiatorBytes(), flow.responderBytes(), counted));
        }
    }

    private boolean isAmong(List<Matter> matters, OpenFlow.Counted counted) {
        for (Matter matter : matters) {
            if (alerts.identity(matter).act().equals(counted.matter())) {
                return true;
            }
        }
        return false;
    }

    private static FlowKey key(FlowObservation flow, SensorRun run) {
        return new FlowKey(run.sensor(), run.run(), flow.number());
    }

    private static Occurrence occurrence(FlowObservation flow, @Nullable OpenFlow open, Scene scene) {
        Instant told = open == null ? flow.at() : open.counted();
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        return scene.occurrence(
                Summary.evidence(flow, scene.sensor(), told),
                hasEnded ? flow.outcome() : null,
                flow.first(),
                flow.last());
    }

    private void raise(
            FlowObservation flow, @Nullable OpenFlow open, Matter matter, List<OpenFlow.Counted> counted, Scene scene) {
        Identity identity = alerts.identity(matter);
        if (isCounted(counted, identity)) {
            return;
        }
        long number = alerts.raise(identity, matter, occurrence(flow, open, scene), scene.policyVersion());
        counted.add(new OpenFlow.Counted(identity.act(), identity.alert(), number));
        if (matter.origin().equals(Pattern.HARD_CODED_ADDRESS.id()) && number == 1) {
            devices.countLiteralPeer(matter.who().device());
        }
    }

    private static boolean isCounted(List<OpenFlow.Counted> counted, Identity identity) {
        for (int index = 0; index < counted.size(); index++) {
            if (counted.get(index).matter().equals(identity.act())) {
                return true;
            }
        }
        return false;
    }
}
