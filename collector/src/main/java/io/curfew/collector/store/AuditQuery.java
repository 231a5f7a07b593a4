package io.curfew.collector.store;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/**
 * Which decisions are wanted, the latest first. An empty set and an absent value want all.
 *
 * @param sites of these sites only; changes of the policy only when these are all sites
 * @param by by this user
 * @param actions one of these
 * @param from at this time or later
 * @param to before this time
 * @param page which part of the list
 */
public record AuditQuery(
        VisibleSites sites,
        @Nullable String by,
        Set<String> actions,
        @Nullable Instant from,
        @Nullable Instant to,
        PageRequest page) {
    /** How many parts the cursors of this list have: time and id. */
    public static final int CURSOR_PARTS = 2;

    public AuditQuery {
        actions = Set.copyOf(actions);
    }

    /** All decisions at these sites. */
    public static AuditQuery all(VisibleSites sites, PageRequest page) {
        return new AuditQuery(sites, null, Set.of(), null, null, page);
    }
}
