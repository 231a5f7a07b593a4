package io.curfew.policy.watch;

import io.curfew.events.SensorId;

/**
 * One run of one sensor: flow numbers count within it.
 *
 * @param sensor who
 * @param run as in {@link io.curfew.events.ObservationBatch#run()}
 */
public record SensorRun(SensorId sensor, String run) {}
