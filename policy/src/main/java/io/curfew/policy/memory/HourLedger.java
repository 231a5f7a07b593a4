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
    /** No hour was kept yet. */
    public static final HourLedger NONE = new HourLedger(0, null);
}
