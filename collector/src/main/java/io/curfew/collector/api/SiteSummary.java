package io.curfew.collector.api;

import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.SiteStanding;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.language.Site;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A site and how it stands.
 *
 * @param id names it
 * @param name how people call it; its id when the policy does not know it
 * @param timeZone by whose clock people live there, as "Europe/Lisbon"; absent when the policy does not say
 * @param zones as the policy has them; empty when the policy does not know the site
 * @param devices how many devices are known there
 * @param openAlerts how many alerts are open
 * @param sensors what its sensors said last
 */
@Schema(name = "Site")
public record SiteSummary(
        SiteId id,
        String name,
        @Nullable String timeZone,
        List<Zone> zones,
        long devices,
        OpenAlertCounts openAlerts,
        List<Sensor> sensors) {

    /**
     * A zone of a site.
     *
     * @param id names it within its site
     * @param subnets the addresses that belong to it
     * @param vlans the 802.1Q ids that belong to it
     */
    public record Zone(String id, List<String> subnets, List<Integer> vlans) {}

    /**
     * What a sensor said last of itself. Counters run from its start.
     *
     * @param id which one
     * @param version its version
     * @param lastSeen when it said so
     * @param packetsCaptured packets that reached it
     * @param packetsDropped packets lost before it took them
     * @param undecodable packets that it could not decode
     * @param observationsWaiting observations that Kafka has not got yet
     * @param observationsDropped observations that it gave up
     * @param interfaceUp whether its interface is there and up; absent where it watches none
     * @param sources what its imports see
     */
    public record Sensor(
            SensorId id,
            String version,
            Instant lastSeen,
            long packetsCaptured,
            long packetsDropped,
            long undecodable,
            long observationsWaiting,
            long observationsDropped,
            @Nullable Boolean interfaceUp,
            List<SensorStatus.Source> sources) {}

    static SiteSummary of(
            SiteId id, @Nullable Site policy, @Nullable SiteStanding standing, List<SensorStatus> sensors) {
        return new SiteSummary(
                id,
                policy == null ? id.value() : policy.name(),
                policy == null || policy.timeZone() == null
                        ? null
                        : policy.timeZone().getId(),
                policy == null
                        ? List.of()
                        : policy.zones().stream().map(SiteSummary::zone).toList(),
                standing == null ? 0 : standing.devices(),
                OpenAlertCounts.of(standing),
                sensors.stream().map(SiteSummary::sensor).toList());
    }

    private static Zone zone(Site.Zone zone) {
        return new Zone(zone.id(), zone.subnets().stream().map(Object::toString).toList(), zone.vlans());
    }

    static Sensor sensor(SensorStatus status) {
        return new Sensor(
                status.id(),
                status.version(),
                status.lastSeen(),
                status.packetsCaptured(),
                status.packetsDropped(),
                status.undecodable(),
                status.observationsWaiting(),
                status.observationsDropped(),
                status.interfaceUp(),
                status.sources());
    }
}
