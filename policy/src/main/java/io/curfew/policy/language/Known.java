package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.place.PlaceDatabase;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the documents define and rules may refer to. */
final class Known {
    final Map<SiteId, Site> sites = new LinkedHashMap<>();
    final List<ListedDevice> devices = new ArrayList<>();
    final Map<String, NameList> lists = new LinkedHashMap<>();
    Places countries = new Places(null, "\"places\" names no database of countries");
    Places networks = new Places(null, "\"places\" names no database of networks");

    /**
     * A database of places.
     *
     * @param database absent when there is none
     * @param reason why there is none
     */
    record Places(@Nullable PlaceDatabase database, String reason) {}

    Set<String> siteIds() {
        Set<String> ids = new LinkedHashSet<>();
        sites.keySet().forEach(id -> ids.add(id.value()));
        return ids;
    }

    /** The zones of these sites; of all sites when none is given. */
    Set<String> zoneIds(Collection<SiteId> of) {
        Set<String> ids = new LinkedHashSet<>();
        sites(of).forEach(site -> site.zones().forEach(zone -> ids.add(zone.id())));
        return ids;
    }

    /** The devices of these sites; of all sites when none is given. */
    Set<String> deviceIds(Collection<SiteId> of) {
        Set<String> ids = new LinkedHashSet<>();
        for (ListedDevice device : devices) {
            if (of.isEmpty() || of.contains(device.site())) {
                ids.add(device.id().value());
            }
        }
        return ids;
    }

    /** The tags of the devices of these sites; of all sites when none is given. */
    Set<String> tags(Collection<SiteId> of) {
        Set<String> tags = new LinkedHashSet<>();
        for (ListedDevice device : devices) {
            if (of.isEmpty() || of.contains(device.site())) {
                tags.addAll(device.tags());
            }
        }
        return tags;
    }

    List<Site> sites(Collection<SiteId> of) {
        return sites.values().stream()
                .filter(site -> of.isEmpty() || of.contains(site.id()))
                .toList();
    }
}
