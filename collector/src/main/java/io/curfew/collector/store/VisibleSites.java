package io.curfew.collector.store;

import io.curfew.events.SiteId;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The sites that an asker may see. Nothing but what is named, unless it says everywhere. */
public final class VisibleSites {
    private static final VisibleSites EVERYWHERE = new VisibleSites(true, Set.of());

    private final boolean everywhere;
    private final Set<SiteId> sites;

    private VisibleSites(boolean everywhere, Set<SiteId> sites) {
        this.everywhere = everywhere;
        this.sites = Set.copyOf(sites);
    }

    /** Every site, those to come included. */
    public static VisibleSites everywhere() {
        return EVERYWHERE;
    }

    /** These sites and no other; none when empty. */
    public static VisibleSites of(Set<SiteId> sites) {
        return new VisibleSites(false, sites);
    }

    /** True when things of this site may be shown. */
    public boolean sees(SiteId site) {
        return everywhere || sites.contains(site);
    }

    /**
     * What remains of these sites when only some are wanted.
     *
     * @param wanted the sites asked for; empty: all that are visible
     */
    public VisibleSites narrowedTo(Set<SiteId> wanted) {
        if (wanted.isEmpty()) {
            return this;
        }
        return of(wanted.stream().filter(this::sees).collect(Collectors.toUnmodifiableSet()));
    }

    /** The sites by name; absent when every site is visible. */
    public Optional<Set<SiteId>> named() {
        return everywhere ? Optional.empty() : Optional.of(sites);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VisibleSites that && everywhere == that.everywhere && sites.equals(that.sites);
    }

    @Override
    public int hashCode() {
        return Boolean.hashCode(everywhere) * 31 + sites.hashCode();
    }

    @Override
    public String toString() {
        return everywhere ? "everywhere" : sites.toString();
    }
}
