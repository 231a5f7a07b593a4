package io.curfew.collector.access;

import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SiteId;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads Keycloak's groups: {@code /sites/lisbon} lets see one site, {@code /sites/*} all of them, others mean nothing.
 */
final class SiteGroups {
    private static final String PREFIX = "/sites/";
    private static final String ALL = "/sites/*";

    private SiteGroups() {}

    static VisibleSites visibleTo(Collection<String> groups) {
        if (groups.contains(ALL)) {
            return VisibleSites.everywhere();
        }
        Set<SiteId> sites = new HashSet<>();
        for (String group : groups) {
            if (group.startsWith(PREFIX)) {
                addIfSite(sites, group.substring(PREFIX.length()));
            }
        }
        return VisibleSites.of(sites);
    }

    private static void addIfSite(Set<SiteId> sites, String name) {
        try {
            sites.add(new SiteId(name));
        } catch (IllegalArgumentException _) {
            // A group below a site's, or one that no site can be called: it lets see nothing.
            return;
        }
    }
}
