package io.curfew.collector.store;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;

import java.time.Instant;

/**
 * What a sensor said last of itself. Counters run from the sensor's start.
 *
 * @param site where it stands
 * @param id which sensor
 * @param version its version
 * @param lastSeen when it said so
 * @param packetsCaptured packets that reached it
 * @param packetsDropped packets lost before it took them
 * @param undecodable packets that it could not decode
 */
public record SensorStatus(
        SiteId site,
        SensorId id,
        String version,
        Instant lastSeen,
        long packetsCaptured,
        long packetsDropped,
        long undecodable) {

    /** The part of a status report that is shown. */
    public static SensorStatus of(SiteId site, SensorId sensor, StatusObservation status) {
        long undecodable = status.undecodable().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return new SensorStatus(
                site,
                sensor,
                status.version(),
                status.at(),
                status.packetsCaptured(),
                status.packetsDropped(),
                undecodable);
    }
}
