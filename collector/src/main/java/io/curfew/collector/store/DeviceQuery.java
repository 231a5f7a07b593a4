package io.curfew.collector.store;

import java.util.List;
import java.util.Set;

/**
 * Which devices are wanted, by site and id. An empty set wants all.
 *
 * @param sites of these sites only
 * @param zones in one of these zones
 * @param words all of these occur in the device's id, name, addresses, host name, vendor class or tags; case is the
 *     same
 * @param seen seen then
 * @param page which part of the list
 */
public record DeviceQuery(VisibleSites sites, Set<String> zones, List<String> words, SeenTimes seen, PageRequest page) {
    /** How many parts the cursors of this list have: site and id. */
    public static final int CURSOR_PARTS = 2;

    public DeviceQuery {
        zones = Set.copyOf(zones);
        words = List.copyOf(words);
    }

    /** All devices of these sites. */
    public static DeviceQuery all(VisibleSites sites, PageRequest page) {
        return new DeviceQuery(sites, Set.of(), List.of(), SeenTimes.EVER, page);
    }
}
