package io.curfew.policy.language;

import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The {@link Imprint} of a policy at each site. Comments, line breaks and quotes of its documents leave none. */
public final class Imprints {
    /**
     * A part of a document.
     *
     * @param sites of which it speaks; empty for all
     * @param notAt those of which it does not speak all the same
     * @param digest of what it says
     */
    record Part(List<SiteId> sites, List<SiteId> notAt, long digest) {
        Part {
            sites = List.copyOf(sites);
            notAt = List.copyOf(notAt);
        }

        private boolean speaksOf(SiteId site) {
            return (sites.isEmpty() || sites.contains(site)) && !notAt.contains(site);
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
            List<Part> alike = part.sites().size() == 1
                    ? ofOne.computeIfAbsent(part.sites().getFirst(), _ -> new ArrayList<>(1))
                    : ofSeveral;
            alike.add(part);
        }
    }

    /** @param rules those that hold at the site */
    Imprint at(SiteId site, Stream<Rule> rules) {
        return new Imprint(
                Digest.ofNumbers(Stream.concat(ofOne.getOrDefault(site, List.of()).stream(), ofSeveral.stream())
                        .filter(part -> part.speaksOf(site))
                        .map(Part::digest)
                        .toList()),
                rules.flatMap(rule -> rule.files().stream())
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
