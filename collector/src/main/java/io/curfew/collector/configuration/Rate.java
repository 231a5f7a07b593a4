package io.curfew.collector.configuration;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many times at once, and as many again over a span of time; written as {@code 1200/1m}.
 *
 * @param times how many times, at least 1
 * @param span over which span, 1 ms to 1 day
 */
public record Rate(int times, Duration span) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,5})(ms|s|m|h)");
    private static final Duration LONGEST = Duration.ofDays(1);

    public Rate {
        if (times < 1) {
            throw new IllegalArgumentException("a rate allows at least one time, was " + times);
        }
        if (span.toMillis() < 1 || span.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a rate's span is 1ms to 24h, was " + span);
        }
    }

    /**
     * Reads a rate.
     *
     * @throws IllegalArgumentException when {@code text} is none
     */
    public static Rate of(String text) {
        Matcher rate = TEXT.matcher(text.strip());
        if (!rate.matches()) {
            throw new IllegalArgumentException("a rate like 1200/1m is wanted, was \"" + text + "\"");
        }
        int amount = Integer.parseInt(rate.group(2));
        return new Rate(
                Integer.parseInt(rate.group(1)),
                switch (rate.group(3)) {
                    case "ms" -> Duration.ofMillis(amount);
                    case "s" -> Duration.ofSeconds(amount);
                    case "m" -> Duration.ofMinutes(amount);
                    default -> Duration.ofHours(amount);
                });
    }

    @Override
    public String toString() {
        return times + "/" + span.toMillis() + "ms";
    }
}
