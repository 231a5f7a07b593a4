package io.curfew.collector.notify.carrier;

import io.curfew.collector.notify.Change;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.Turn;
import io.curfew.collector.store.Samples;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;

/** Messages of the tests. */
final class SampleNotices {
    static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    /** What a device may call itself to do harm to whoever repeats it. */
    static final String HOSTILE = "cam\r\nBcc: mallory@example.org\r\n\r\n<1>1 \u2028\u202e\u0000]\"\\[x@1 y=\"1\"]";

    private SampleNotices() {}

    static Notice of(Alert... alerts) {
        List<Change> changes = List.of(alerts).stream()
                .map(alert -> new Change(Turn.OPENED, alert))
                .toList();
        return new Notice("phone", NOON, false, changes, 0, 0, Map.of(LISBON, changes.size()));
    }

    static Alert alert(String id) {
        return Samples.alert(id, LISBON, CAMERA).build();
    }

    /** An alert of a device that calls itself {@link #HOSTILE}. */
    static Alert hostile() {
        Alert alert = Samples.alert("a1", LISBON, new DeviceId("camera")).build();
        return new Alert(
                alert.id(),
                alert.site(),
                alert.kind(),
                alert.origin(),
                alert.device(),
                HOSTILE,
                alert.mac(),
                alert.deviceIp(),
                alert.zone(),
                alert.peer(),
                HOSTILE,
                alert.severity(),
                alert.standing(),
                alert.tally(),
                alert.policyVersion(),
                alert.ruleText(),
                alert.remedy(),
                alert.initiatorCertain(),
                HOSTILE + " talked.",
                HOSTILE,
                HOSTILE,
                alert.evidence());
    }
}
