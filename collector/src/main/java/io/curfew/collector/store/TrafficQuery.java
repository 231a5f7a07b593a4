package io.curfew.collector.store;

import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Which traffic is wanted, the latest first. An absent value wants all.
 *
 * @param sites of these sites only
 * @param device of this device, whichever side it was on
 * @param peer with this address or name at either end
 * @param from at this time or later
 * @param to before this time
 * @param page which part of the list
 */
public record TrafficQuery(
        VisibleSites sites,
        @Nullable DeviceId device,
        @Nullable String peer,
        @Nullable Instant from,
        @Nullable Instant to,
        PageRequest page) {
    /** How many parts the cursors of this list have: time and id. */
    public static final int CURSOR_PARTS = 2;

    /** All traffic of these sites. */
    public static TrafficQuery all(VisibleSites sites, PageRequest page) {
        return new TrafficQuery(sites, null, null, null, null, page);
    }
}
