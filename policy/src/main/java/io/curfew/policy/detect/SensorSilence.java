package io.curfew.policy.detect;

import io.curfew.events.SensorId;
import io.curfew.policy.Alert;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.SensorFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.threshold.Threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sensors of which nothing is heard any more. */
final class SensorSilence {
    private SensorSilence() {}

    /** True when the sensor should have reported long ago; nobody waits for one that is revoked. */
    static boolean isSilent(SensorFacts facts, Scene scene) {
        long silence = scene.threshold(Threshold.SENSOR_SILENT_SILENCE);
        return !facts.isRevoked() && scene.now().isAfter(facts.heard().plusSeconds(silence));
    }

    /** Raises an alert for each that is silent, unless it was told of lately. */
    static void tell(Scene scene) {
        List<SensorId> silent = new ArrayList<>();
        boolean[] isLate = {false};
        scene.rows().forEach(Table.SENSORS, (sensor, facts) -> {
            boolean isSilent = isSilent(facts, scene);
            isLate[0] |= !isSilent && facts.isLate();
            if (isSilent && !scene.now().isBefore(facts.silenceTold().plus(SensorWatch.TOLD_AGAIN))) {
                silent.add(sensor);
            }
        });
        // While one sensor sends what it kept during an outage, the others may still have to.
        if (isLate[0]) {
            return;
        }
        silent.sort(Comparator.comparing(SensorId::value));
        for (SensorId sensor : silent) {
            SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
            if (facts != null) {
                scene.raise(
                        SensorText.silent(sensor, facts, scene),
                        new Alert.Evidence(
                                facts.said(), sensor.value(), "status", "the last report of sensor " + sensor),
                        scene.now());
                scene.rows().put(Table.SENSORS, sensor, facts.withSilenceTold(scene.now()));
            }
        }
    }

    /** With the silence, until a moment, of the sensors that say nothing now. */
    static Gaps with(Gaps known, Instant until, Scene scene) {
        List<Gaps.Gap> going = new ArrayList<>(0);
        scene.rows().forEach(Table.SENSORS, (sensor, facts) -> {
            if (isSilent(facts, scene) && until.isAfter(facts.heard())) {
                long seconds = Duration.between(facts.heard(), until).toSeconds();
                going.add(new Gaps.Gap(sensor, Gaps.Kind.SILENCE, facts.heard(), until, seconds));
            }
        });
        going.sort(Comparator.comparing(gap -> gap.sensor().value()));
        Gaps gaps = known;
        for (Gaps.Gap gap : going) {
            gaps = gaps.with(gap.sensor(), gap.kind(), gap.first(), gap.last(), gap.amount());
        }
        return gaps;
    }

    /** Keeps the silence of the sensor until now. */
    static void note(SensorId sensor, SensorFacts facts, Scene scene) {
        long seconds = Duration.between(facts.heard(), scene.now()).toSeconds();
        Gaps gaps = scene.gaps().with(sensor, Gaps.Kind.SILENCE, facts.heard(), scene.now(), seconds);
        scene.rows().put(Table.GAPS, Table.ONLY, gaps);
    }
}
