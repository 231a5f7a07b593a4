package io.curfew.sensor.configuration;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written, {@code 7 d}: a whole number and a unit: s, min, h or d. */
final class TimeSpan {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?(s|min|h|d)");

    private TimeSpan() {}

    /** @throws IllegalArgumentException when {@code text} is anything else */
    static Duration parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a time has a unit, like 7 d, was \"" + text + "\"");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** With the largest unit that leaves a whole number. */
    static String text(Duration span) {
        long seconds = span.toSeconds();
        if (seconds != 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + " d";
        }
        if (seconds != 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + " h";
        }
        return seconds != 0 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
