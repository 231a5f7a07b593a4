package io.curfew.policy.essential;

import io.curfew.events.DomainName;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The catalogue of what devices cannot do without, which is shipped as the resource {@code essentials.txt}. */
public final class Essentials {
    private static final int PARTS = 6;
    private static final String OF = " of ";

    private final List<Essential> entries;

    private Essentials(List<Essential> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The one that is shipped; read when it is first wanted. */
    public static Essentials shipped() {
        return Shipped.ESSENTIALS;
    }

    private static final class Shipped {
        static final Essentials ESSENTIALS = read();

        private static Essentials read() {
            try (InputStream resource =
                    Objects.requireNonNull(Essentials.class.getResourceAsStream("essentials.txt"), "essentials.txt")) {
                return Essentials.read(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /**
     * Reads a fact a line, see the head of the resource; {@code #} begins a comment line.
     *
     * @throws IllegalArgumentException when a line is no fact
     */
    static Essentials read(String text) {
        List<Essential> entries = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                entries.add(entry(line));
            }
        }
        return new Essentials(entries);
    }

    private static Essential entry(String line) {
        String[] parts = line.split(" \\| ", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a fact has " + PARTS + " parts between bars, was \"" + line + "\"");
        }
        int of = parts[0].indexOf(OF);
        return new Essential(
                of < 0 ? new DomainName(parts[0]) : null,
                of < 0 ? null : parts[0].substring(0, of),
                of < 0 ? "" : parts[0].substring(of + OF.length()),
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                Essential.Confidence.valueOf(parts[5].toUpperCase(Locale.ROOT)));
    }

    /**
     * What is known of a device that talks to somebody; null when nothing is.
     *
     * @param hostname what the device calls itself; absent when unknown
     * @param peer what the peer is called; absent when unknown
     * @param service what for, as {@code ntp}; absent when nobody knows
     */
    public @Nullable Essential find(@Nullable String hostname, @Nullable DomainName peer, @Nullable String service) {
        String caller = hostname == null ? "" : hostname.toLowerCase(Locale.ROOT);
        for (Essential entry : entries) {
            boolean isName =
                    entry.name() != null && peer != null && (peer.equals(entry.name()) || peer.isBelow(entry.name()));
            boolean isService =
                    entry.service() != null && entry.service().equals(service) && caller.startsWith(entry.hostnames());
            if (isName || isService) {
                return entry;
            }
        }
        return null;
    }

    /**
     * What is known of a device that talks to a peer, by whichever of the peer's names; null when nothing is. Who
     * blocks an address blocks all that it is.
     *
     * @param peer absent when the matter has none
     */
    public @Nullable Essential find(@Nullable String hostname, @Nullable Peer peer, @Nullable String service) {
        Essential found = find(hostname, peer == null ? null : peer.name(), service);
        if (found != null || peer == null) {
            return found;
        }
        for (DomainName other : peer.otherNames()) {
            Essential byOther = find(hostname, other, service);
            if (byOther != null) {
                return byOther;
            }
        }
        return null;
    }

    /** All entries. */
    public List<Essential> entries() {
        return entries;
    }
}
