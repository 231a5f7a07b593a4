package io.curfew.events;

import java.util.Locale;

/**
 * How a flow went, in words. Telling silence ({@link #UNANSWERED}, what a firewall's drop looks like) from refusal
 * ({@link #REFUSED}, {@link #REJECTED}) is what users ask about.
 */
public enum Outcome {
    /** TCP: the handshake was completed, the flow is still open or its end was not seen. */
    ESTABLISHED,
    /** UDP and others without a handshake: the responder sent something back. */
    ANSWERED,
    /** Nothing came back. */
    UNANSWERED,
    /** TCP: the responder's side answered the SYN with RST. */
    REFUSED,
    /** An ICMP "unreachable" answered; its code is given beside. */
    REJECTED,
    /** TCP: an established flow ended by RST. */
    RESET,
    /** TCP: an established flow ended by FIN from both sides. */
    CLOSED,
    /** TCP: an established flow fell silent until its time-out. */
    TIMED_OUT;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The value of {@code curfew.outcome}: lower case with hyphens, as {@code timed-out}. */
    public String text() {
        return text;
    }
}
