package io.curfew.collector.store;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * What a sensor said last of itself. Counters run from the sensor's start.
 *
 * @param site where it stands
 * @param id which sensor
 * @param version its version
 * @param lastSeen when it said so, by its own clock
 * @param packetsCaptured packets that reached it
 * @param packetsDropped packets lost before it took them
 * @param undecodable packets that it could not decode
 * @param observationsWaiting observations that Kafka has not got yet
 * @param observationsDropped observations that it gave up
 * @param interfaceUp whether its interface is there and up; absent where it watches none
 * @param sources what its imports see
 * @param vitals how it is itself; absent in what an earlier version stored
 * @param heard when Kafka took that, by Kafka's clock; absent in what an earlier version stored
 */
public record SensorStatus(
        SiteId site,
        SensorId id,
        String version,
        Instant lastSeen,
        long packetsCaptured,
        long packetsDropped,
        long undecodable,
        long observationsWaiting,
        long observationsDropped,
        @Nullable Boolean interfaceUp,
        List<Source> sources,
        @Nullable SensorVitals vitals,
        @Nullable Instant heard) {

    public SensorStatus {
        // Absent in what was stored before sensors had imports.
        sources = sources == null ? List.of() : List.copyOf(sources);
    }

    /**
     * What one import of a sensor sees: a "never" holds only for what is seen.
     *
     * @param kind as in the sensor's configuration
     * @param name the file, the address listened on, the exporter
     * @param seesMacs whether it tells the devices' MAC addresses
     * @param seesFlows whether it tells flows
     * @param seesQuestions whether it tells questions to DNS
     * @param seesLeases whether it tells what DHCP hands out
     * @param lost items known to be missing
     * @param lastItemAt when its last item was; absent when there was none
     * @param problem what keeps it from seeing now; absent when nothing does
     */
    @Schema(name = "SensorSource")
    public record Source(
            String kind,
            String name,
            boolean seesMacs,
            boolean seesFlows,
            boolean seesQuestions,
            boolean seesLeases,
            long lost,
            @Nullable Instant lastItemAt,
            @Nullable String problem) {}
}
