package io.curfew.collector.api;

import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.SensorTrouble;
import io.curfew.collector.store.SensorVitals;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a sensor said last of itself, and what is wrong with it. Counters run from its start.
 *
 * @param site where it stands
 * @param id which one
 * @param version its version
 * @param lastSeen when it said so, by its own clock
 * @param troubles what is wrong with it, the gravest first; none when it is well
 * @param coverage the share of the last 24 h, 0 to 1, in which it reported: a "never" holds for that time only
 * @param packetsCaptured packets that reached it
 * @param packetsDropped packets lost before it took them
 * @param undecodable packets that it could not decode
 * @param observationsWaiting observations that Kafka has not got yet
 * @param observationsDropped observations that it gave up
 * @param interfaceUp whether its interface is there and up; absent where it watches none
 * @param sources what its imports see
 * @param enrolment how it was enrolled; absent where it was not, and is believed as it comes
 * @param vitals how it is itself; absent when an earlier version of the collector heard it last
 */
public record FleetSensor(
        SiteId site,
        SensorId id,
        String version,
        Instant lastSeen,
        List<SensorTrouble> troubles,
        double coverage,
        long packetsCaptured,
        long packetsDropped,
        long undecodable,
        long observationsWaiting,
        long observationsDropped,
        @Nullable Boolean interfaceUp,
        List<SensorStatus.Source> sources,
        @Nullable SensorEnrolment enrolment,
        @Nullable SensorVitals vitals) {
    static FleetSensor of(SensorStatus status, double coverage, @Nullable SensorEnrolment enrolment, Instant now) {
        return new FleetSensor(
                status.site(),
                status.id(),
                status.version(),
                status.lastSeen(),
                List.copyOf(SensorTrouble.of(status, now)),
                coverage,
                status.packetsCaptured(),
                status.packetsDropped(),
                status.undecodable(),
                status.observationsWaiting(),
                status.observationsDropped(),
                status.interfaceUp(),
                status.sources(),
                enrolment,
                status.vitals());
    }
}
