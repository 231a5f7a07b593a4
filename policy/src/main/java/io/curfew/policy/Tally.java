package io.curfew.policy;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
            outcomes = Map.copyOf(outcomes);
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
        outcomes = Map.copyOf(outcomes);
        // A row that an earlier version wrote has none.
        hours = hours == null ? List.of() : List.copyOf(hours);
        if (hours.size() > MOST_HOURS) {
            throw new IllegalArgumentException("at most " + MOST_HOURS + " hours are kept, were " + hours.size());
        }
    }

    /** What happened once. */
    public static Tally once(String outcome, Instant told, Instant first, Instant last) {
        return new Tally(0, Map.of(), first, last, List.of()).counting(outcome, told, first, last);
    }

    /**
     * With one more.
     *
     * @param told when it was first told of, which says its hour
     */
    public Tally counting(String outcome, Instant told, Instant moreFirst, Instant moreLast) {
        return new Tally(
                count + 1,
                with(outcomes, null, outcome),
                moreFirst.isBefore(first) ? moreFirst : first,
                later(moreLast),
                counted(told, outcome));
    }

    /**
     * With one that was {@link #UNKNOWN} known.
     *
     * @param told when it was first told of
     * @param ended when it was over
     */
    public Tally settling(String outcome, Instant told, Instant ended) {
        Instant start = told.truncatedTo(ChronoUnit.HOURS);
        List<Hour> settled = new ArrayList<>(hours);
        settled.replaceAll(
                hour -> hour.start().equals(start) ? new Hour(start, with(hour.outcomes(), UNKNOWN, outcome)) : hour);
        return new Tally(count, with(outcomes, UNKNOWN, outcome), first, later(ended), settled);
    }

    /** Still going on. */
    public Tally lasting(Instant seen) {
        return new Tally(count, outcomes, first, later(seen), hours);
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

    private Instant later(Instant other) {
        return other.isAfter(last) ? other : last;
    }

    private List<Hour> counted(Instant at, String outcome) {
        Instant start = at.truncatedTo(ChronoUnit.HOURS);
        List<Hour> more = new ArrayList<>(hours);
        int place = more.size();
        while (place > 0 && more.get(place - 1).start().isAfter(start)) {
            place--;
        }
        if (place > 0 && more.get(place - 1).start().equals(start)) {
            more.set(place - 1, new Hour(start, with(more.get(place - 1).outcomes(), null, outcome)));
        } else {
            more.add(place, new Hour(start, Map.of(outcome, 1L)));
        }
        return more.subList(Math.max(0, more.size() - MOST_HOURS), more.size());
    }

    private static Map<String, Long> with(Map<String, Long> counts, @Nullable String less, String more) {
        Map<String, Long> changed = new TreeMap<>(counts);
        if (less != null) {
            changed.computeIfPresent(less, (outcome, count) -> count > 1 ? count - 1 : null);
        }
        changed.merge(more, 1L, Long::sum);
        return changed;
    }
}
