package io.curfew.policy.memory;

import io.curfew.events.Outcome;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.TreeMap;

/**
 * How often something happened, by how it went.
 *
 * @param unknown how often that is not known yet
 */
public record Outcomes(
        long unknown,
        long established,
        long answered,
        long unanswered,
        long refused,
        long rejected,
        long reset,
        long closed,
        long timedOut) {
    /** It did not happen. */
    public static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final Outcomes UNKNOWN = new Outcomes(1, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final Outcomes ESTABLISHED = new Outcomes(0, 1, 0, 0, 0, 0, 0, 0, 0);
    private static final Outcomes ANSWERED = new Outcomes(0, 0, 1, 0, 0, 0, 0, 0, 0);
    private static final Outcomes UNANSWERED = new Outcomes(0, 0, 0, 1, 0, 0, 0, 0, 0);
    private static final Outcomes REFUSED = new Outcomes(0, 0, 0, 0, 1, 0, 0, 0, 0);
    private static final Outcomes REJECTED = new Outcomes(0, 0, 0, 0, 0, 1, 0, 0, 0);
    private static final Outcomes RESET = new Outcomes(0, 0, 0, 0, 0, 0, 1, 0, 0);
    private static final Outcomes CLOSED = new Outcomes(0, 0, 0, 0, 0, 0, 0, 1, 0);
    private static final Outcomes TIMED_OUT = new Outcomes(0, 0, 0, 0, 0, 0, 0, 0, 1);

    /** Once. */
    public static Outcomes once(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> UNKNOWN;
            case ESTABLISHED -> ESTABLISHED;
            case ANSWERED -> ANSWERED;
            case UNANSWERED -> UNANSWERED;
            case REFUSED -> REFUSED;
            case REJECTED -> REJECTED;
            case RESET -> RESET;
            case CLOSED -> CLOSED;
            case TIMED_OUT -> TIMED_OUT;
        };
    }

    public Outcomes plus(Outcomes other) {
        return new Outcomes(
                unknown + other.unknown,
                established + other.established,
                answered + other.answered,
                unanswered + other.unanswered,
                refused + other.refused,
                rejected + other.rejected,
                reset + other.reset,
                closed + other.closed,
                timedOut + other.timedOut);
    }

    /** Once more. */
    public Outcomes with(@Nullable Outcome outcome) {
        return plus(once(outcome));
    }

    /** One of those whose outcome was not known went so. */
    public Outcomes settling(@Nullable Outcome outcome) {
        Outcomes more = with(outcome);
        return new Outcomes(
                Math.max(0, more.unknown - 1),
                more.established,
                more.answered,
                more.unanswered,
                more.refused,
                more.rejected,
                more.reset,
                more.closed,
                more.timedOut);
    }

    /** By the outcome's text, without those that did not occur. */
    public Map<String, Long> byText(String unknownText) {
        Map<String, Long> counts = new TreeMap<>();
        put(counts, unknownText, unknown);
        put(counts, Outcome.ESTABLISHED.text(), established);
        put(counts, Outcome.ANSWERED.text(), answered);
        put(counts, Outcome.UNANSWERED.text(), unanswered);
        put(counts, Outcome.REFUSED.text(), refused);
        put(counts, Outcome.REJECTED.text(), rejected);
        put(counts, Outcome.RESET.text(), reset);
        put(counts, Outcome.CLOSED.text(), closed);
        put(counts, Outcome.TIMED_OUT.text(), timedOut);
        return counts;
    }

    private static void put(Map<String, Long> counts, String text, long count) {
        if (count > 0) {
            counts.put(text, count);
        }
    }
}
