package io.curfew.policy.detect;

import io.curfew.events.SensorId;
import io.curfew.events.StatusObservation;
import io.curfew.policy.memory.Gaps;
import io.curfew.policy.memory.SensorFacts;
import io.curfew.policy.memory.Table;
import io.curfew.policy.threshold.Threshold;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** What a sensor missed, as its reports tell. */
final class SensorGaps {
    private SensorGaps() {}

    /**
     * Keeps what was missed between two reports of the sensor that is heard now.
     *
     * @param known of the report before
     * @param facts of this one
     */
    static void note(StatusObservation status, SensorFacts known, SensorFacts facts, Scene scene) {
        SensorId sensor = scene.sensor();
        Gaps before = scene.gaps();
        Gaps gaps = before;
        Instant from = known.said();
        Instant to = status.at();
        Duration pause = Duration.between(from, to);
        if (pause.compareTo(SensorWatch.LONGEST_PAUSE) > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.SILENCE, from, to, pause.toSeconds());
        }
        SensorFacts.Counters more = facts.counters().since(known.counters());
        if (more.dropped() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.PACKETS, from, to, more.dropped());
        }
        if (more.givenUp() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.OBSERVATIONS, from, to, more.givenUp());
        }
        if (more.goneSeconds() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.SIGHT, from, to, more.goneSeconds());
        }
        if (known.broadcastsSince().isAfter(Instant.EPOCH)) {
            gaps = gaps.with(sensor, Gaps.Kind.BROADCASTS, from, to, Math.max(0, pause.toSeconds()));
        }
        if (!known.blindImports().isEmpty()) {
            gaps = gaps.with(sensor, Gaps.Kind.IMPORTS, from, to, Math.max(0, pause.toSeconds()));
        } else if (!facts.blindImports().isEmpty()) {
            Instant since = BlindImport.of(status, scene.threshold(Threshold.BLIND_SPOT_IMPORTS)).stream()
                    .map(BlindImport::since)
                    .min(Comparator.naturalOrder())
                    .orElse(to);
            long seconds = Math.max(0, Duration.between(since, to).toSeconds());
            gaps = seconds == 0 ? gaps : gaps.with(sensor, Gaps.Kind.IMPORTS, since, to, seconds);
        }
        if (status.sources().stream().anyMatch(source -> source.sampling() > 1)) {
            gaps = gaps.with(sensor, Gaps.Kind.SAMPLES, from, to, Math.max(0, pause.toSeconds()));
        }
        if (more.lostItems() > 0) {
            gaps = gaps.with(sensor, Gaps.Kind.ITEMS, from, to, more.lostItems());
        }
        if (!gaps.equals(before)) {
            scene.rows().put(Table.GAPS, Table.ONLY, gaps);
        }
    }
}
