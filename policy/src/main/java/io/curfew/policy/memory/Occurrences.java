package io.curfew.policy.memory;

import io.curfew.events.Outcome;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How often the matter of an alert happened, in a row that is small since it changes each time.
 *
 * @param count how often
 * @param outcomes how it went
 * @param first when it first happened
 * @param last when it last happened, or was last seen going on
 * @param hour the latest hour in which it happened, hours since 1970; those before lie in {@link PastHours}
 * @param inHour how it went in that hour
 * @param told when it was last told of; absent while it was not
 */
public record Occurrences(
        long count,
        Outcomes outcomes,
        Instant first,
        Instant last,
        long hour,
        Outcomes inHour,
        @Nullable Instant told) {
    private static final long SECONDS_OF_AN_HOUR = 3_600;

    /** The hour of a moment, hours since 1970. */
    public static long hourOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_AN_HOUR);
    }

    /** It did not happen yet; it will between two moments. */
    public static Occurrences none(Instant first, Instant last, long hour) {
        return new Occurrences(0, Outcomes.NONE, first, last, hour, Outcomes.NONE, null);
    }

    /** Once more, in {@code inItsHour}: what it is then to the hour that this row counts. */
    public Occurrences counting(@Nullable Outcome outcome, Instant moreFirst, Instant moreLast, Outcomes inItsHour) {
        return new Occurrences(
                count + 1,
                outcomes.with(outcome),
                moreFirst.isBefore(first) ? moreFirst : first,
                later(moreLast),
                hour,
                inItsHour,
                told);
    }

    /** One whose outcome was not known went so. */
    public Occurrences settling(@Nullable Outcome outcome, Instant ended, Outcomes inItsHour) {
        return new Occurrences(count, outcomes.settling(outcome), first, later(ended), hour, inItsHour, told);
    }

    /** Still going on. */
    public Occurrences lasting(Instant seen) {
        return new Occurrences(count, outcomes, first, later(seen), hour, inHour, told);
    }

    /** A later hour has begun. */
    public Occurrences inHour(long later) {
        return new Occurrences(count, outcomes, first, last, later, Outcomes.NONE, told);
    }

    public Occurrences toldAt(Instant moment) {
        return new Occurrences(count, outcomes, first, last, hour, inHour, moment);
    }

    private Instant later(Instant other) {
        return other.isAfter(last) ? other : last;
    }
}
