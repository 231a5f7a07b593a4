package io.curfew.collector.store;

import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which traffic is wanted, the latest first. An absent value wants all.
 *
 * @param sites of these sites only
 * @param device of this device, whichever side it was on
 * @param peer with this address or name at either end
 * @param service by this service, as {@code https} or {@code tcp/8883}
 * @param zone of a device in this zone, or what a {@link Quarter} calls whoever is in none
 * @param rule about which this rule said what the policy says
 * @param result of what the policy said this only
 * @param from at this time or later
 * @param to before this time
 * @param page which part of the list
 */
public record TrafficQuery(
        VisibleSites sites,
        @Nullable DeviceId device,
        @Nullable String peer,
        @Nullable String service,
        @Nullable String zone,
        @Nullable String rule,
        HourKey.@Nullable Result result,
        @Nullable Instant from,
        @Nullable Instant to,
        PageRequest page) {
    /** How many parts the cursors of this list have: a time, and a number that tells equal times apart. */
    public static final int CURSOR_PARTS = 2;

    /** All traffic of these sites. */
    public static TrafficQuery all(VisibleSites sites, PageRequest page) {
        return new TrafficQuery(sites, null, null, null, null, null, null, null, null, page);
    }
}
