package io.curfew.collector.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Texts that stand in many rows, each known by its place. They never change: a key that holds one would not be found.
 */
final class Words {
    private static final String RESOURCE = "/rows/words.txt";
    static final List<String> ALL = all();

    private static final Map<String, Integer> PLACES = places();

    private Words() {}

    /** Where a text stands; less than 0 when it is none of the list. */
    static int place(String text) {
        Integer place = PLACES.get(text);
        return place == null ? -1 : place;
    }

    static String at(int place) {
        if (place >= ALL.size()) {
            throw new IllegalStateException("there is no word at " + place);
        }
        return ALL.get(place);
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (String word : ALL) {
            places.put(word, places.size());
        }
        return places;
    }

    private static List<String> all() {
        try (InputStream words =
                Objects.requireNonNull(Words.class.getResourceAsStream(RESOURCE), "the words are part of the jar")) {
            return new String(words.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
