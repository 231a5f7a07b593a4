package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.policy.Alert;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Summary;
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
    private static final long SECONDS_OF_AN_HOUR = 3_600;

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

    /** Counts the flow, of which {@code open} was known before, once for each matter. */
    void count(FlowObservation flow, SensorRun run, @Nullable OpenFlow open, List<Matter> matters, long policyVersion) {
        FlowKey key = key(flow, run);
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        if (open != null && hasEnded && !open.alerts().isEmpty()) {
            Alert.Evidence evidence = Summary.evidence(flow, run.sensor(), open.counted());
            for (OpenFlow.Counted counted : open.alerts()) {
                alerts.settle(counted.alert(), evidence, outcome(flow), flow.last());
            }
        }
        if (open != null && !hasEnded && isAnotherHour(open.last(), flow.at())) {
            for (OpenFlow.Counted counted : open.alerts()) {
                alerts.lasts(counted.alert(), flow.last());
            }
        }
        List<OpenFlow.Counted> counted = open == null ? List.of() : open.alerts();
        if (!matters.isEmpty()) {
            counted = new ArrayList<>(counted);
            for (Matter matter : matters) {
                raise(flow, run, open, matter, policyVersion, counted);
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

    private static boolean isAnotherHour(Instant one, Instant other) {
        return Math.floorDiv(one.getEpochSecond(), SECONDS_OF_AN_HOUR)
                != Math.floorDiv(other.getEpochSecond(), SECONDS_OF_AN_HOUR);
    }

    private static FlowKey key(FlowObservation flow, SensorRun run) {
        return new FlowKey(run.sensor(), run.run(), flow.number());
    }

    /** How the flow went; not known before its end. */
    private static String outcome(FlowObservation flow) {
        boolean hasEnded = flow.phase() == FlowObservation.Phase.END;
        return hasEnded && flow.outcome() != null ? flow.outcome().text() : AlertBook.UNKNOWN;
    }

    private void raise(
            FlowObservation flow,
            SensorRun run,
            @Nullable OpenFlow open,
            Matter matter,
            long policyVersion,
            List<OpenFlow.Counted> counted) {
        String subject = matter.subject();
        if (counted.stream().anyMatch(earlier -> earlier.matter().equals(subject))) {
            return;
        }
        Alert.Evidence evidence = Summary.evidence(flow, run.sensor(), open == null ? flow.at() : open.counted());
        Alert alert = alerts.raise(matter, evidence, outcome(flow), flow.first(), flow.last(), policyVersion);
        counted.add(new OpenFlow.Counted(subject, alert.id()));
        if (matter.origin().equals(Pattern.HARD_CODED_ADDRESS.id()) && alert.count() == 1) {
            devices.countLiteralPeer(matter.who().device());
        }
    }
}
