package io.curfew.collector.store;

import io.curfew.policy.Alert;
import io.curfew.policy.Alert.Kind;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Which alerts are wanted, the latest first. An empty set and an absent value want all.
 *
 * @param sites of these sites only
 * @param zones with a device in one of these zones
 * @param device of this device
 * @param peer with this other end: a name or an address
 * @param severities of one of these severities
 * @param states in one of these states
 * @param kind raised by rules or by detections
 * @param origin raised by this rule or detection
 * @param words all of these occur in what the alert says of device, origin, peer, service or itself; case is the same
 * @param page which part of the list
 */
public record AlertQuery(
        VisibleSites sites,
        Set<String> zones,
        @Nullable DeviceId device,
        @Nullable String peer,
        Set<Severity> severities,
        Set<Alert.State> states,
        @Nullable Kind kind,
        @Nullable String origin,
        List<String> words,
        PageRequest page) {
    /** How many parts the cursors of this list have: time and id. */
    public static final int CURSOR_PARTS = 2;

    public AlertQuery {
        zones = Set.copyOf(zones);
        severities = Set.copyOf(severities);
        states = Set.copyOf(states);
        words = List.copyOf(words);
    }

    /** All alerts of these sites. */
    public static AlertQuery all(VisibleSites sites, PageRequest page) {
        return new AlertQuery(sites, Set.of(), null, null, Set.of(), Set.of(), null, null, List.of(), page);
    }
}
