package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.place.PlaceDatabase;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the documents define and rules may refer to. */
final class Known {
    final Map<SiteId, Site> sites = new LinkedHashMap<>();
    private final List<ListedDevice> devices = new ArrayList<>();
    private final Map<SiteId, List<ListedDevice>> devicesBySite = new HashMap<>();
    final Map<String, Listed> lists = new LinkedHashMap<>();
    final List<Imprints.Part> parts = new ArrayList<>();
    Places countries = new Places(null, "\"places\" names no database of countries", null);
    Places networks = new Places(null, "\"places\" names no database of networks", null);

    /**
     * A file that a document names.
     *
     * @param digest of the part of the document that names it
     */
    record Source(String file, long digest) {}

    /** A list and where it comes from. */
    record Listed(NameList list, Source source) {}

    /**
     * A database of places.
     *
     * @param database absent when there is none
     * @param reason why there is none
     * @param source absent when no document names one
     */
    record Places(
            @Nullable PlaceDatabase database,
            String reason,
            @Nullable Source source) {}

    /** Notes what a part of a document says of a site. */
    void note(SiteId site, Block block) {
        note(new Rule.Subject(List.of(site), List.of(), List.of(), List.of()), block);
    }

    /** Notes what a part of a document says of a subject. */
    void note(Rule.Subject subject, Block block) {
        parts.add(new Imprints.Part(subject, Set.of(), Digest.of(block.node()), List.of()));
    }

    /** Notes what a rule says. */
    void note(WrittenRule written) {
        Rule rule = written.rule();
        parts.add(new Imprints.Part(rule.subject(), Set.copyOf(rule.replacedAt()), written.digest(), rule.files()));
    }

    void add(ListedDevice device) {
        devices.add(device);
        devicesBySite.computeIfAbsent(device.site(), _ -> new ArrayList<>()).add(device);
    }

    /** In the order of the text. */
    List<ListedDevice> devices() {
        return Collections.unmodifiableList(devices);
    }

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
        devices(of).forEach(device -> ids.add(device.id().value()));
        return ids;
    }

    /** The tags of the devices of these sites; of all sites when none is given. */
    Set<String> tags(Collection<SiteId> of) {
        Set<String> tags = new LinkedHashSet<>();
        devices(of).forEach(device -> tags.addAll(device.tags()));
        return tags;
    }

    /** These sites; all of them when none is given. */
    List<Site> sites(Collection<SiteId> of) {
        return of.isEmpty()
                ? List.copyOf(sites.values())
                : of.stream().map(sites::get).filter(Objects::nonNull).toList();
    }

    private List<ListedDevice> devices(Collection<SiteId> of) {
        return of.isEmpty()
                ? devices
                : of.stream()
                        .flatMap(site -> devicesBySite.getOrDefault(site, List.of()).stream())
                        .toList();
    }
}
