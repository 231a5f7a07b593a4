package io.curfew.policy.memory;

import io.curfew.events.Outcome;
import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often the matter of an alert happened, in a row that is small since it changes each time. Holds the first piece
 * of evidence and the latest, at most {@value Alert#MOST_EVIDENCE}.
 *
 * @param count how often
 * @param outcomes how it went
 * @param first when it first happened
 * @param last when it last happened, or was last seen going on
 * @param hour the latest hour in which it happened, hours since 1970; those before lie in {@link PastHours}
 * @param inHour how it went in that hour
 * @param told when it was last told of; absent while it was not
 * @param evidence what shows it, as it came: one piece each time
 */
public record Occurrences(
        long count,
        Outcomes outcomes,
        Instant first,
        Instant last,
        long hour,
        Outcomes inHour,
        @Nullable Instant told,
        List<Alert.Evidence> evidence) {
    private static final long SECONDS_OF_AN_HOUR = 3_600;

    public Occurrences {
        evidence = List.copyOf(evidence);
    }

    /** The hour of a moment, hours since 1970. */
    public static long hourOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_AN_HOUR);
    }

    /** It did not happen yet; it will between two moments. */
    public static Occurrences none(Instant first, Instant last, long hour) {
        return new Occurrences(0, Outcomes.NONE, first, last, hour, Outcomes.NONE, null, List.of());
    }

    /** Once more, in {@code inItsHour}: what it is then to the hour that this row counts. */
    public Occurrences counting(
            @Nullable Outcome outcome, Instant moreFirst, Instant moreLast, Outcomes inItsHour, Alert.Evidence piece) {
        return new Occurrences(
                count + 1,
                outcomes.with(outcome),
                moreFirst.isBefore(first) ? moreFirst : first,
                later(moreLast),
                hour,
                inItsHour,
                told,
                with(piece));
    }

    private List<Alert.Evidence> with(Alert.Evidence piece) {
        List<Alert.Evidence> more = new ArrayList<>(Alert.MOST_EVIDENCE);
        more.addAll(evidence);
        if (more.size() == Alert.MOST_EVIDENCE) {
            more.remove(1);
        }
        more.add(piece);
        return more;
    }

    /**
     * One whose outcome was not known went so.
     *
     * @param number which it was, from 1; its piece takes the place of the earlier one while that is kept
     */
    public Occurrences settling(
            long number, @Nullable Outcome outcome, Instant ended, Outcomes inItsHour, Alert.Evidence piece) {
        long place = number == 1 ? 0 : evidence.size() - 1 - (count - number);
        boolean isKept = number == 1 || place >= 1;
        return new Occurrences(
                count,
                outcomes.settling(outcome),
                first,
                later(ended),
                hour,
                inItsHour,
                told,
                isKept ? with((int) place, piece) : evidence);
    }

    private List<Alert.Evidence> with(int place, Alert.Evidence piece) {
        List<Alert.Evidence> others = new ArrayList<>(evidence);
        others.set(place, piece);
        return others;
    }

    /** Still going on. */
    public Occurrences lasting(Instant seen) {
        return new Occurrences(count, outcomes, first, later(seen), hour, inHour, told, evidence);
    }

    /** A later hour has begun. */
    public Occurrences inHour(long later) {
        return new Occurrences(count, outcomes, first, last, later, Outcomes.NONE, told, evidence);
    }

    public Occurrences toldAt(Instant moment) {
        return new Occurrences(count, outcomes, first, last, hour, inHour, moment, evidence);
    }

    private Instant later(Instant other) {
        return other.isAfter(last) ? other : last;
    }
}
