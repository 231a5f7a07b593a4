package io.curfew.collector.api;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;

import java.time.Instant;

/**
 * A sensor's way in. The token is told once.
 *
 * @param site where it will stand
 * @param sensor what it will be called
 * @param token gives the sensor its configuration, once
 * @param until when the token ends
 */
public record SensorInvitation(SiteId site, SensorId sensor, String token, Instant until) {}
