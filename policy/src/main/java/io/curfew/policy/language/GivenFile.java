package io.curfew.policy.language;

import io.curfew.policy.place.PlaceDatabase;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file that is given along with a policy: a list, a MUD file, a database of places. It is read when a policy first
 * names it, and what was made of it is kept, so that reading a policy again costs nothing for files that are as they
 * were. A file that has changed is another one of these.
 */
public final class GivenFile {

    /** Brings the octets of a file, each time a new array. */
    @FunctionalInterface
    public interface Octets {
        byte[] read() throws IOException;
    }

    private final Octets source;
    private final Map<ListReader.Format, NameList> lists = new EnumMap<>(ListReader.Format.class);
    private @Nullable PlaceDatabase places;
    private @Nullable MudProfile mud;
    private String digest = "";

    public GivenFile(Octets source) {
        this.source = source;
    }

    public static GivenFile of(String text) {
        return new GivenFile(() -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException when the file cannot be read, or is larger than a list may be */
    synchronized NameList list(String id, ListReader.Format format) {
        NameList list = lists.get(format);
        if (list == null) {
            byte[] octets = octets();
            list = ListReader.read(id, format, octets);
            digest = HexFormat.of().formatHex(withoutComments(octets));
            lists.put(format, list);
        }
        return list.called(id);
    }

    /** @throws IllegalArgumentException when the file cannot be read, or is no such database */
    synchronized PlaceDatabase places() {
        if (places == null) {
            places = PlaceDatabase.of(octets());
        }
        return places;
    }

    /** The MUD file; its own mistakes and doubts stand in it. */
    synchronized MudProfile mud(String name) {
        if (mud == null) {
            mud = MudReader.read(name, new String(octets(), StandardCharsets.UTF_8));
        }
        return mud;
    }

    /**
     * SHA-256 of the octets that were read, in hexadecimal; of a list, of the lines that are no comment, since the date
     * of a list stands in one. Empty before it was read.
     */
    synchronized String digest() {
        return digest;
    }

    private byte[] octets() {
        try {
            byte[] octets = source.read();
            digest = HexFormat.of().formatHex(Digest.sha256().digest(octets));
            return octets;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static byte[] withoutComments(byte[] octets) {
        MessageDigest lines = Digest.sha256();
        int start = 0;
        for (int at = 0; at <= octets.length; at++) {
            if (at < start || (at < octets.length && octets[at] != '\n' && octets[at] != '\r')) {
                continue;
            }
            int next = Math.min(isPair(octets, at) ? at + 2 : at + 1, octets.length);
            if (!isComment(octets, start, at)) {
                lines.update(octets, start, next - start);
            }
            start = next;
        }
        return lines.digest();
    }

    private static boolean isPair(byte[] octets, int at) {
        return at + 1 < octets.length && octets[at] == '\r' && octets[at + 1] == '\n';
    }

    private static boolean isComment(byte[] octets, int start, int stop) {
        int from = start;
        while (from < stop && (octets[from] == ' ' || octets[from] == '\t')) {
            from++;
        }
        return from < stop && (octets[from] == '#' || octets[from] == '!');
    }
}
