package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * What a spool holds.
 *
 * @param observations observations kept, as far as is known without reading all of it
 * @param bytes octets that they take
 * @param oldest when the oldest was made, by the clock of then; absent when nothing is kept or nothing was read yet
 * @param age how long the oldest have been kept, by a clock that never jumps
 * @param torn how often the end of what an earlier run wrote was missing or damaged; what was there cannot be counted
 */
public record SpoolState(
        long observations, long bytes, @Nullable Instant oldest, Duration age, long torn) {
    /** Of a spool that keeps nothing. */
    public static final SpoolState EMPTY = new SpoolState(0, 0, null, Duration.ZERO, 0);
}
