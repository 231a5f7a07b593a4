package io.curfew.policy.watch;

import io.curfew.events.FlowObservation;
import io.curfew.policy.alert.AlertBook;
import io.curfew.policy.alert.Identity;
import io.curfew.policy.alert.Matter;
import io.curfew.policy.alert.Occurrence;
import io.curfew.policy.alert.Summary;
import io.curfew.policy.detect.Scene;
import io.curfew.policy.dossier.DeviceBook;
import io.curfew.policy.memory.OpenFlow;
import io.curfew.policy.memory.Rows;
import io.curfew.policy.memory.SharedFlow;
import io.curfew.policy.memory.Table;
import io.curfew.policy.threshold.Pattern;

import java.util.ArrayList;
import java.util.List;

/** Counts flows in alerts: a flow counts once for each matter, however often, and whichever sensor tells of it. */
final class FlowCounts {
    private final Rows rows;
    private final DeviceBook devices;
    private final AlertBook alerts;
    private final SharedFlowBook shared;

    FlowCounts(Rows rows, SharedFlowBook shared, DeviceBook devices, AlertBook alerts) {
        this.rows = rows;
        this.shared = shared;
        this.devices = devices;
        this.alerts = alerts;
    }

    /** How far a flow has come by what a sensor tells of it. */
    Progress progress(Told told) {
        OpenFlow alone = rows.get(Table.FLOWS, told.key());
        if (!shared.isNeeded(told.key().sensor())) {
            return Progress.alone(told, alone);
        }
        if (alone != null) {
            rows.remove(Table.FLOWS, told.key());
        }
        return shared.progress(told, alone);
    }

    /**
     * Counts a flow that has come so far, once for each matter.
     *
     * @param matters what there is to tell of it today; what was counted before and is not among them, as it is allowed
     *     by now, does not go on
     */
    void count(Progress progress, List<Matter> matters, Scene scene) {
        FlowObservation flow = progress.told().flow();
        OpenFlow open = progress.open();
        List<OpenFlow.Counted> counted = open == null ? List.of() : open.alerts();
        if (progress.isSettling() && counted.size() > progress.settled()) {
            Occurrence settled = occurrence(progress, scene);
            for (OpenFlow.Counted unsettled : counted.subList(progress.settled(), counted.size())) {
                alerts.settle(unsettled.alert(), unsettled.number(), settled);
            }
        }
        if (flow.phase() != FlowObservation.Phase.END && progress.isOfAnotherHour()) {
            for (OpenFlow.Counted lasting : counted) {
                if (isAmong(matters, lasting)) {
                    alerts.lasts(lasting.alert(), scene.soberly(flow.last()));
                }
            }
        }
        if (!matters.isEmpty()) {
            counted = new ArrayList<>(counted);
            for (Matter matter : matters) {
                raise(progress, matter, counted, scene);
            }
        }
        keep(progress, counted);
    }

    private void keep(Progress progress, List<OpenFlow.Counted> counted) {
        SharedFlow between = progress.shared();
        if (between != null) {
            shared.keep(progress, between, progress.reached(counted));
        } else if (!progress.isEnding()) {
            rows.put(Table.FLOWS, progress.told().key(), progress.reached(counted));
        } else if (!progress.isFirst()) {
            rows.remove(Table.FLOWS, progress.told().key());
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

    private static Occurrence occurrence(Progress progress, Scene scene) {
        FlowObservation flow = progress.told().flow();
        OpenFlow open = progress.open();
        SharedFlow between = progress.shared();
        // Its traffic is found by who told of it first, and when.
        return scene.occurrence(
                Summary.evidence(
                        flow,
                        between == null ? scene.sensor() : between.firstSensor(),
                        open == null ? flow.at() : open.counted()),
                progress.isSettling() ? flow.outcome() : null,
                flow.first(),
                flow.last());
    }

    private void raise(Progress progress, Matter matter, List<OpenFlow.Counted> counted, Scene scene) {
        Identity identity = alerts.identity(matter);
        if (isCounted(counted, identity)) {
            return;
        }
        long number = alerts.raise(identity, matter, occurrence(progress, scene), scene.policyVersion());
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
