package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Where the keeping of hours stands.
 *
 * @param next the number of the next row that is told of
 * @param due when the next hour is to be told of; absent while none is kept
 */
public record HourLedger(long next, @Nullable Instant due) {
    /** More rows than are told of in a second. */
    private static final int NUMBERS_OF_A_SECOND_BITS = 20;

    /**
     * No hour was kept yet, or what was kept is forgotten. What was told of before stays: no number of it comes again.
     */
    public static HourLedger begin(Instant now) {
        return new HourLedger(now.getEpochSecond() << NUMBERS_OF_A_SECOND_BITS, null);
    }
}
