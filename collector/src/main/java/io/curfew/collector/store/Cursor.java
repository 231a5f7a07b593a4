package io.curfew.collector.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * The place after the last item of a page: that item's sort key. Its text is opaque to callers.
 *
 * @param key the parts of the sort key, never empty, without line breaks
 */
public record Cursor(List<String> key) {
    private static final String SEPARATOR = "\n";
    private static final int LONGEST_CHARACTERS = 2_048;

    public Cursor {
        key = List.copyOf(key);
        if (key.isEmpty() || key.stream().anyMatch(part -> part.contains(SEPARATOR))) {
            throw new IllegalArgumentException("a cursor has parts without line breaks, was " + key);
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param parts how many parts its key must have
     * @throws IllegalArgumentException when it is anything else
     */
    public static Cursor parse(String text, int parts) {
        if (text.length() > LONGEST_CHARACTERS) {
            throw new IllegalArgumentException("a cursor has at most " + LONGEST_CHARACTERS + " characters");
        }
        byte[] decoded = Base64.getUrlDecoder().decode(text);
        List<String> key = List.of(new String(decoded, StandardCharsets.UTF_8).split(SEPARATOR, -1));
        if (key.size() != parts) {
            throw new IllegalArgumentException("not a cursor of this list");
        }
        return new Cursor(key);
    }

    /** The cursor as text that is safe in a URL. */
    public String text() {
        byte[] joined = String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }
}
