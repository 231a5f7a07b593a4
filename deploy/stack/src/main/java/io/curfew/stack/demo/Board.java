package io.curfew.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many open alerts each site has, as {@code GET /sites} tells: one text for each site, in the order of their names.
 */
public record Board(SortedMap<String, String> openAlerts, int total) {
    public Board {
        openAlerts = Collections.unmodifiableSortedMap(new TreeMap<>(openAlerts));
    }

    public static Board empty() {
        return new Board(new TreeMap<>(), 0);
    }

    /** Reads the body of the answer. */
    public static Board of(JsonNode sites) {
        SortedMap<String, String> alerts = new TreeMap<>();
        int total = 0;
        for (JsonNode site : sites.path("items")) {
            JsonNode open = site.path("openAlerts");
            alerts.put(site.path("id").asText(), words(open));
            total += Stream.of(Severity.values())
                    .mapToInt(severity -> count(open, severity))
                    .sum();
        }
        return new Board(alerts, total);
    }

    private static String words(JsonNode open) {
        String some = Stream.of(Severity.values())
                .filter(severity -> count(open, severity) > 0)
                .map(severity -> count(open, severity) + " " + word(severity))
                .collect(Collectors.joining(", "));
        return some.isEmpty() ? "none" : some;
    }

    private static int count(JsonNode open, Severity severity) {
        return open.path(word(severity)).asInt();
    }

    private static String word(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    /** All of it on one line. */
    public String line() {
        return openAlerts.isEmpty()
                ? "no sites yet"
                : openAlerts.entrySet().stream()
                        .map(site -> site.getKey() + ": " + site.getValue())
                        .collect(Collectors.joining("; "));
    }
}
