package io.curfew.policy.language;

import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The {@link Imprint} of a policy at each site. Comments, line breaks and quotes of its documents leave none. */
public final class Imprints {
    /**
     * A part of a document.
     *
     * @param subject of whom it speaks
     * @param notAt the sites of which it does not speak all the same
     * @param digest of what it says
     * @param files those that it needs
     */
    record Part(Rule.Subject subject, Set<SiteId> notAt, long digest, List<String> files) {
        private boolean speaksOf(SiteId site) {
            return subject.includes(site) && !notAt.contains(site);
        }
    }

    /** What a site has that subjects select by. */
    private record Selectable(Set<String> zones, Set<DeviceId> devices, Set<String> tags) {
        static Selectable of(Site site, List<ListedDevice> listed) {
            return new Selectable(
                    site.zones().stream().map(Site.Zone::id).collect(Collectors.toSet()),
                    listed.stream().map(ListedDevice::id).collect(Collectors.toSet()),
                    listed.stream().flatMap(device -> device.tags().stream()).collect(Collectors.toSet()));
        }

        /** False when a subject can only mean devices of other sites. */
        boolean maySuit(Rule.Subject subject) {
            return hasOneOf(subject.zones(), zones)
                    && hasOneOf(subject.devices(), devices)
                    && hasOneOf(subject.tags(), tags);
        }

        private static <T> boolean hasOneOf(List<T> wanted, Set<T> there) {
            return wanted.isEmpty() || !Collections.disjoint(wanted, there);
        }
    }

    static final Imprints NONE = new Imprints(List.of(), Map.of());

    private final List<Part> parts;
    private final Map<String, Long> contents = new HashMap<>();
    private final Map<SiteId, List<Part>> ofOne = new HashMap<>();
    private final List<Part> ofSeveral = new ArrayList<>();

    /**
     * @param parts of the documents, in their order
     * @param digests SHA-256 of each file that was read, in hexadecimal, by its name
     */
    Imprints(List<Part> parts, Map<String, String> digests) {
        this.parts = List.copyOf(parts);
        digests.forEach((name, digest) -> contents.put(name, Digest.first64Bits(digest)));
        for (Part part : this.parts) {
            List<SiteId> sites = part.subject().sites();
            List<Part> alike =
                    sites.size() == 1 ? ofOne.computeIfAbsent(sites.getFirst(), _ -> new ArrayList<>(1)) : ofSeveral;
            alike.add(part);
        }
    }

    /** @param devices those that the policy lists at the site */
    Imprint at(Site site, List<ListedDevice> devices) {
        Selectable there = Selectable.of(site, devices);
        List<Part> speaking = Stream.concat(ofOne.getOrDefault(site.id(), List.of()).stream(), ofSeveral.stream())
                .filter(part -> part.speaksOf(site.id()) && there.maySuit(part.subject()))
                .toList();
        return new Imprint(
                Digest.ofNumbers(speaking.stream().map(Part::digest).toList()),
                speaking.stream()
                        .flatMap(part -> part.files().stream())
                        .distinct()
                        .sorted()
                        .map(file -> new Imprint.NamedFile(file, contents.get(file)))
                        .toList());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Imprints imprints && parts.equals(imprints.parts) && contents.equals(imprints.contents);
    }

    @Override
    public int hashCode() {
        return Objects.hash(parts, contents);
    }
}
