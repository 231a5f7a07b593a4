package io.curfew.collector.store;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

/**
 * How often a sensor reported in a stretch of time.
 *
 * @param site where it stands
 * @param sensor which one
 * @param count how many reports arrived
 */
public record SensorReports(SiteId site, SensorId sensor, long count) {}
