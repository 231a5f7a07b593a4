package io.curfew.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a matter happened, when, and how it went. Keeps at most {@value #MOST_HOURS} hours: the oldest make room.
 *
 * @param count how often it happened: flows or questions, not packets
 * @param outcomes {@code count} by outcome text ({@code unanswered}, {@code established}); {@code unknown} for those
 *     open
 * @param first when it first happened
 * @param last when it last happened, or was last seen going on
 * @param hours the latest hours in which it happened, oldest first; hours without are left out
 */
public record Tally(long count, Map<String, Long> outcomes, Instant first, Instant last, List<Hour> hours) {
    /** The most hours that are kept. */
    public static final int MOST_HOURS = 48;
    /** The outcome of what has not ended. */
    public static final String UNKNOWN = "unknown";

    private static final int MINUTES = 60;
    private static final int HOURS_OF_A_DAY = 24;

    /**
     * One hour.
     *
     * @param start when it begins: a full hour
     * @param outcomes how often it happened in the hour, by outcome
     */
    public record Hour(Instant start, Map<String, Long> outcomes) {
        public Hour {
            outcomes = sorted(outcomes);
        }

        long count() {
            long sum = 0;
            for (long count : outcomes.values()) {
                sum += count;
            }
            return sum;
        }
    }

    public Tally {
        outcomes = sorted(outcomes);
        // A row that an earlier version wrote has none.
        hours = hours == null ? List.of() : List.copyOf(hours);
        if (hours.size() > MOST_HOURS) {
            throw new IllegalArgumentException("at most " + MOST_HOURS + " hours are kept, were " + hours.size());
        }
    }

    /** The same in an order of its own: what is written is the same in every process. */
    private static Map<String, Long> sorted(Map<String, Long> outcomes) {
        return Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    /** About how often it happened in the hour up to {@link #last}: a part of the hour before counts by its length. */
    public long lastHour() {
        Instant start = last.truncatedTo(ChronoUnit.HOURS);
        Instant before = start.minus(Duration.ofHours(1));
        long left = MINUTES - start.until(last, ChronoUnit.MINUTES);
        long sum = 0;
        for (Hour hour : hours) {
            if (hour.start().equals(start)) {
                sum += hour.count();
            } else if (hour.start().equals(before)) {
                sum += Math.round(hour.count() * left / (double) MINUTES);
            }
        }
        return sum;
    }

    /** How often it happened in the 24 hours of the clock up to that of {@link #last}. */
    public long lastDay() {
        Instant end = last.truncatedTo(ChronoUnit.HOURS);
        long sum = 0;
        for (Hour hour : hours) {
            if (hour.start().isAfter(end.minus(Duration.ofHours(HOURS_OF_A_DAY)))) {
                sum += hour.count();
            }
        }
        return sum;
    }
}
