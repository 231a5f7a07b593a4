package io.curfew.collector.api;

import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Reads query parameters. What cannot be read is a problem that names the parameter and the value. */
final class Parameters {
    /** How many items a page has when nobody says. */
    static final String DEFAULT_LIMIT = "50";

    private static final int MOST_WORDS = 8;
    private static final int LONGEST_TEXT_CHARACTERS = 256;
    /** Stores count nanoseconds in 64 bits, which end in April of that year. */
    private static final Instant END_OF_TIME = Instant.parse("2262-01-01T00:00:00Z");

    private Parameters() {}

    static PageRequest page(@Nullable String cursor, String limit, int cursorParts) {
        Cursor after = cursor == null ? null : read("cursor", cursor, text -> Cursor.parse(text, cursorParts));
        int items = read("limit", limit, Integer::parseInt);
        return read("limit", items, most -> new PageRequest(after, most));
    }

    /** A page of a list whose cursors begin with a time. */
    static PageRequest pageByTime(@Nullable String cursor, String limit, int cursorParts) {
        PageRequest page = page(cursor, limit, cursorParts);
        Cursor after = page.after();
        if (after != null) {
            read("cursor", after.key().getFirst(), Parameters::instant);
        }
        return page;
    }

    /** A page of a list whose cursors are a time and a number. */
    static PageRequest pageByTimeAndNumber(@Nullable String cursor, String limit) {
        PageRequest page = pageByTime(cursor, limit, TrafficQuery.CURSOR_PARTS);
        Cursor after = page.after();
        if (after != null) {
            read("cursor", after.key().getLast(), Long::parseLong);
        }
        return page;
    }

    static SiteId site(String parameter, String name) {
        return read(parameter, name, SiteId::new);
    }

    static Set<SiteId> sites(List<String> names) {
        return set("site", names, SiteId::new);
    }

    static <E extends Enum<E>> Set<E> constants(String parameter, List<String> names, Class<E> type) {
        return set(parameter, names, name -> constant(name, type));
    }

    static <E extends Enum<E>> @Nullable E constant(String parameter, @Nullable String name, Class<E> type) {
        return name == null ? null : read(parameter, name, text -> constant(text, type));
    }

    private static <E extends Enum<E>> E constant(String name, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such value"));
    }

    static @Nullable Instant time(String parameter, @Nullable String text) {
        return text == null ? null : read(parameter, text, Parameters::instant);
    }

    /** A time that stores understand. */
    private static Instant instant(String text) {
        Instant instant = Instant.parse(text);
        if (instant.isBefore(Instant.EPOCH) || !instant.isBefore(END_OF_TIME)) {
            throw new IllegalArgumentException("a time lies in the years 1970 to 2261");
        }
        return instant;
    }

    static long number(String parameter, String text) {
        return read(parameter, text, Long::parseUnsignedLong);
    }

    /** Text to look for, at most {@value #LONGEST_TEXT_CHARACTERS} characters. */
    static @Nullable String text(String parameter, @Nullable String text) {
        return text == null ? null : read(parameter, text, Parameters::shortEnough);
    }

    private static String shortEnough(String text) {
        if (text.length() > LONGEST_TEXT_CHARACTERS) {
            throw new IllegalArgumentException("it has more than " + LONGEST_TEXT_CHARACTERS + " characters");
        }
        return text;
    }

    static <T> @Nullable T optional(String parameter, @Nullable String text, Function<String, T> read) {
        return text == null ? null : read(parameter, text, read);
    }

    /** The words of a search, at most {@value #MOST_WORDS}. */
    static List<String> words(@Nullable String search) {
        String text = text("q", search);
        if (text == null || text.isBlank()) {
            return List.of();
        }
        return Arrays.stream(text.strip().split("\\s+")).limit(MOST_WORDS).toList();
    }

    private static <T> Set<T> set(String parameter, List<String> texts, Function<String, T> read) {
        Set<T> values = new HashSet<>();
        texts.forEach(text -> values.add(read(parameter, text, read)));
        return values;
    }

    private static <V, T> T read(String parameter, V value, Function<V, T> read) {
        try {
            return read.apply(value);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST, parameter + " cannot be \"" + value + "\": " + wrong.getMessage());
        }
    }
}
