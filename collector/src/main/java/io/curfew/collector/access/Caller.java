package io.curfew.collector.access;

import io.curfew.collector.store.VisibleSites;

import java.util.Set;

/**
 * Who asks.
 *
 * @param name the user's name, or the machine's client
 * @param displayName how people call them; the name when nobody said
 * @param roles what they may do
 * @param sites what they may see
 */
public record Caller(String name, String displayName, Set<Role> roles, VisibleSites sites) {
    public Caller {
        roles = Set.copyOf(roles);
    }
}
