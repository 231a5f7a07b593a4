package io.curfew.policy.memory;

import io.curfew.events.SensorId;

/**
 * Which sensors tell of flows.
 *
 * @param first the first one that did
 * @param areSeveral true once another did
 */
public record FlowSensors(SensorId first, boolean areSeveral) {}
