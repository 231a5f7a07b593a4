package io.curfew.policy.detect;

import io.curfew.events.SensorId;
import io.curfew.policy.memory.SensorFacts;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** Since when somebody watches what a sensor sees: what did not happen in other times, nobody knows. */
final class WatchedTime {
    private WatchedTime() {}

    /** True when the latest report of a sensor says that it sees no more than broadcasts. */
    static boolean seesBroadcastsOnly(SensorId sensor, Scene scene) {
        SensorFacts facts = scene.rows().get(Table.SENSORS, sensor);
        return facts != null && facts.broadcastsSince().isAfter(Instant.EPOCH);
    }

    /**
     * Since when what {@code sensor} sees is watched without a break: since now while it is silent, does not see
     * devices, has yet to send what it kept, or is revoked.
     */
    static Instant since(@Nullable SensorId sensor, Scene scene) {
        SensorFacts facts = sensor == null ? null : scene.rows().get(Table.SENSORS, sensor);
        boolean isAway = facts != null
                && (facts.isLate() || facts.isRevoked() || facts.isBlind() || SensorSilence.isSilent(facts, scene));
        return isAway ? scene.now() : since(sensor, facts, scene.now(), scene);
    }

    /**
     * Since when what {@code sensor} sees was watched without a break until something was seen again at {@code at}, by
     * whomever. While the sensor does not see devices, another eye saw it: such times tell what is usual all the same.
     */
    static Instant before(@Nullable SensorId sensor, Instant at, Scene scene) {
        SensorFacts facts = sensor == null ? null : scene.rows().get(Table.SENSORS, sensor);
        return since(sensor, facts == null || facts.isBlind() ? null : facts, at, scene);
    }

    private static Instant since(@Nullable SensorId sensor, @Nullable SensorFacts seeing, Instant moment, Scene scene) {
        Instant since = scene.gaps().watchedSince(sensor, moment);
        return seeing == null
                        || seeing.blindUntil().isAfter(moment)
                        || seeing.blindUntil().isBefore(since)
                ? since
                : seeing.blindUntil();
    }
}
