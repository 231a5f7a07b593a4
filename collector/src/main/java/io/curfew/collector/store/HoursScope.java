package io.curfew.collector.store;

import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which sums by the hour are added up. An absent value wants all. Zones are those of the policy, or what a
 * {@link Quarter} calls whoever is in none.
 *
 * @param sites of these sites only
 * @param device of this device, whichever side it was on
 * @param peer with this other end: a name, an address or a device's id
 * @param service by this service, as {@code https} or {@code tcp/8883}
 * @param zone begun from this zone
 * @param toZone asking somebody in this zone
 * @param rule about which this rule said what the policy says
 * @param act flows or questions, which are never added up
 * @param result of what the policy said this only
 * @param from hours that begin at this time or later
 * @param to hours that begin before this time
 */
public record HoursScope(
        VisibleSites sites,
        @Nullable DeviceId device,
        @Nullable String peer,
        @Nullable String service,
        @Nullable String zone,
        @Nullable String toZone,
        @Nullable String rule,
        HourKey.Act act,
        HourKey.@Nullable Result result,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** All flows of these sites. */
    public static HoursScope all(VisibleSites sites) {
        return new HoursScope(sites, null, null, null, null, null, null, HourKey.Act.FLOW, null, null, null);
    }
}
