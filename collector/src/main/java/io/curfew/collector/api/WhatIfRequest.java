package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * A policy to be tried on what is recorded.
 *
 * @param text the policy in its language
 * @param site the site whose record is judged
 * @param from the earliest time that counts; absent: as far as the record reaches, at most seven days back
 * @param to the first time that no longer counts; absent: now
 */
public record WhatIfRequest(
        String text,
        String site,
        @Nullable String from,
        @Nullable String to) {
    private static final Duration RECORD = Duration.ofDays(7);

    /** What was sent; a problem when a part is missing. */
    static WhatIfRequest of(@Nullable WhatIfRequest sent) {
        if (sent == null || sent.text() == null || sent.site() == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "text and site are needed");
        }
        return sent;
    }

    /** From the earliest time that counts to the first that no longer does. */
    record Span(Instant from, Instant to) {}

    /** The time that is asked for; a problem when it has no length, as nothing would seem to change in it. */
    Span span(Instant now) {
        Instant asked = Parameters.time("from", from);
        Instant until = Parameters.time("to", to);
        Span span = new Span(asked == null ? now.minus(RECORD) : asked, until == null ? now : until);
        if (!span.from().isBefore(span.to())) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST,
                    asked == null
                            ? "to cannot be \"" + to + "\": without from, the last " + RECORD.toDays()
                                    + " days count; say a from before it"
                            : "from cannot be \"" + from + "\": it has to be before "
                                    + (until == null ? "now, where to is not said" : "to, which is \"" + to + "\""));
        }
        return span;
    }
}
