package io.curfew.policy.memory;

import io.curfew.events.SensorId;

/**
 * One flow of one run of one sensor.
 *
 * @param sensor who saw it
 * @param run the sensor's run
 * @param number the flow's number within the run
 */
public record FlowKey(SensorId sensor, String run, long number) {

    static FlowKey parse(String text) {
        String[] parts = text.split("\\|", 3);
        return new FlowKey(new SensorId(parts[0]), parts[2], Long.parseLong(parts[1]));
    }

    @Override
    public String toString() {
        return sensor + "|" + number + "|" + run;
    }
}
