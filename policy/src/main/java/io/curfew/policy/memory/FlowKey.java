package io.curfew.policy.memory;

import io.curfew.events.SensorId;
import org.jspecify.annotations.Nullable;

/**
 * One flow of one run of one sensor.
 *
 * @param sensor who saw it
 * @param run the sensor's run
 * @param number the flow's number within the run
 */
public record FlowKey(SensorId sensor, String run, long number) {

    // By hand, as it is asked for with every flow: a run has one sensor, and whatever steps numbers take, they mix.
    @Override
    public int hashCode() {
        return run.hashCode() * 31 + (int) ((number * 0x9e37_79b9_7f4a_7c15L) >>> 32);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowKey key && number == key.number && sensor.equals(key.sensor) && run.equals(key.run);
    }

    @Override
    public String toString() {
        return sensor + "|" + number + "|" + run;
    }
}
