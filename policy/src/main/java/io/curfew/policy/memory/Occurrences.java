package io.curfew.policy.memory;

import io.curfew.events.Outcome;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * How often the matter of an alert happened, in a row that is small since it changes each time. What shows it lies in
 * {@link Exhibits}: of those that are alike, one a minute.
 *
 * @param count how often
 * @param outcomes how it went
 * @param first when it first happened
 * @param last when it last happened, or was last seen going on
 * @param hour the latest hour in which it happened, hours since 1970; those before lie in {@link PastHours}
 * @param inHour how it went in that hour
 * @param told when it was last told of; absent while it was not
 * @param shown the latest that has a piece of evidence; absent before there was one
 */
public record Occurrences(
        long count,
        Outcomes outcomes,
        Instant first,
        Instant last,
        long hour,
        Outcomes inHour,
        @Nullable Instant told,
        @Nullable Shown shown) {
    private static final long SECONDS_OF_AN_HOUR = 3_600;
    private static final Duration BETWEEN_PIECES = Duration.ofMinutes(1);

    /**
     * An occurrence with a piece of evidence.
     *
     * @param number which it is, from 1
     * @param at the time of its piece
     * @param outcome how it went; absent while that is not known
     * @param gist the same for all that are alike but for this, see {@link Exhibits#gist}
     */
    public record Shown(long number, Instant at, @Nullable Outcome outcome, int gist) {
        private boolean isLike(Shown other) {
            boolean wentAlike = outcome == other.outcome || outcome == null || other.outcome == null;
            return gist == other.gist && wentAlike;
        }
    }

    /** The hour of a moment, hours since 1970. */
    public static long hourOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_AN_HOUR);
    }

    /** It did not happen yet; it will between two moments. */
    public static Occurrences none(Instant first, Instant last, long hour) {
        return new Occurrences(0, Outcomes.NONE, first, last, hour, Outcomes.NONE, null, null);
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
                told,
                shown);
    }

    /** One whose outcome was not known went so. */
    public Occurrences settling(@Nullable Outcome outcome, Instant ended, Outcomes inItsHour) {
        return new Occurrences(count, outcomes.settling(outcome), first, later(ended), hour, inItsHour, told, shown);
    }

    /** With a piece of evidence. */
    public Occurrences showing(Shown piece) {
        Shown latest = shown == null || shown.number() <= piece.number() ? piece : shown;
        return new Occurrences(count, outcomes, first, last, hour, inHour, told, latest);
    }

    /**
     * True when a piece of it says more than the latest that is kept: it is a minute away, or of another kind. Also a
     * minute before, or a clock that was ahead once would hide what comes until its time.
     */
    public boolean isWorthShowing(Shown piece) {
        return shown == null
                || Duration.between(shown.at(), piece.at()).abs().compareTo(BETWEEN_PIECES) >= 0
                || !piece.isLike(shown);
    }

    /** Still going on. */
    public Occurrences lasting(Instant seen) {
        return new Occurrences(count, outcomes, first, later(seen), hour, inHour, told, shown);
    }

    /** Of which is known only now when it happened: the latest piece of evidence says when last. */
    public Occurrences caughtUp(Instant trueFirst, Instant now) {
        Instant trueLast = shown == null ? last : Moments.earlier(shown.at(), now);
        return new Occurrences(
                count, outcomes, Moments.earlier(trueFirst, now), later(trueLast), hour, inHour, told, shown);
    }

    /** A later hour has begun. */
    public Occurrences inHour(long later) {
        return new Occurrences(count, outcomes, first, last, later, Outcomes.NONE, told, shown);
    }

    public Occurrences toldAt(Instant moment) {
        return new Occurrences(count, outcomes, first, last, hour, inHour, moment, shown);
    }

    /** True when it happened, or was told of, at a time that has yet to come at {@code now}. */
    public boolean isAhead(Instant now) {
        return first.isAfter(now) || last.isAfter(now) || hour > hourOf(now) || (told != null && told.isAfter(now));
    }

    /** All of that was at {@code now}, in {@code inItsHour}: what it is then to the hour that this row counts. */
    public Occurrences noLaterThan(Instant now, Outcomes inItsHour) {
        return new Occurrences(
                count,
                outcomes,
                Moments.earlier(first, now),
                Moments.earlier(last, now),
                Math.min(hour, hourOf(now)),
                inItsHour,
                Moments.earlierIfAny(told, now),
                shown);
    }

    private Instant later(Instant other) {
        return other.isAfter(last) ? other : last;
    }
}
