package io.curfew.collector.enrolment;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.time.Instant;

/**
 * That something was not taken that came in the name of a sensor.
 *
 * @param site the sensor's
 * @param sensor in whose name it came
 * @param at when
 * @param reason why not, for people
 */
public record Refusal(SiteId site, SensorId sensor, Instant at, String reason) {}
