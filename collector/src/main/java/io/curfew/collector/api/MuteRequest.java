package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * Until when an alert shall not be told.
 *
 * @param until a time to come, at most a year away
 * @param note what the person wants to remember; absent for nothing
 */
public record MuteRequest(Instant until, @Nullable String note) {
    private static final Duration LONGEST = Duration.ofDays(366);

    /**
     * The time that was sent.
     *
     * @throws ProblemException when there is none, or it is none to come
     */
    static Instant checked(@Nullable Instant until, Instant now) {
        if (until == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "until is missing");
        }
        if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST,
                    "until is a time to come, at most " + LONGEST.toDays() + " days away, was " + until);
        }
        return until;
    }
}
