package io.curfew.policy;

import io.curfew.events.Outcome;

/**
 * How flows went, once they had ended. A drop is told from a rejection.
 *
 * @param answered the other side took part
 * @param unanswered nothing came back, as when a firewall drops
 * @param refused the other side answered with a reset
 * @param rejected somebody on the way said that it may not or cannot be
 */
public record Attempts(long answered, long unanswered, long refused, long rejected) {
    /** No flow has ended. */
    public static final Attempts NONE = new Attempts(0, 0, 0, 0);

    /** With {@code flows} more that went so. */
    public Attempts with(Outcome outcome, long flows) {
        return switch (outcome) {
            case ESTABLISHED, ANSWERED, RESET, CLOSED, TIMED_OUT ->
                new Attempts(answered + flows, unanswered, refused, rejected);
            case UNANSWERED -> new Attempts(answered, unanswered + flows, refused, rejected);
            case REFUSED -> new Attempts(answered, unanswered, refused + flows, rejected);
            case REJECTED -> new Attempts(answered, unanswered, refused, rejected + flows);
        };
    }

    /** In which the other side did not take part. */
    public long failed() {
        return unanswered + refused + rejected;
    }

    /** Both together. */
    public Attempts plus(Attempts other) {
        return new Attempts(
                answered + other.answered,
                unanswered + other.unanswered,
                refused + other.refused,
                rejected + other.rejected);
    }
}
