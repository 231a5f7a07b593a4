package io.curfew.events.wire;

import io.curfew.events.Detail;

import java.time.Duration;
import java.time.Instant;

/** Values in the form that the schema has for them. What it cannot hold is an {@link IllegalArgumentException}. */
final class WireValues {
    private static final long LARGEST_UNSIGNED_32 = 0xffff_ffffL;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private WireValues() {}

    static int detail(Detail detail) {
        return switch (detail) {
            case FULL -> io.curfew.events.wire.v1.Detail.DETAIL_FULL_VALUE;
            case AGGREGATED -> io.curfew.events.wire.v1.Detail.DETAIL_AGGREGATED_VALUE;
            case COUNTS -> io.curfew.events.wire.v1.Detail.DETAIL_COUNTS_VALUE;
        };
    }

    static long nanos(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException("a time must lie between 1677 and 2262, was " + time, outOfRange);
        }
    }

    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException(
                    "a duration must be shorter than 292 years, was " + duration, outOfRange);
        }
    }

    static long unsigned32(String what, long value) {
        if (value < 0 || value > LARGEST_UNSIGNED_32) {
            throw new IllegalArgumentException(what + " must be 0.." + LARGEST_UNSIGNED_32 + ", was " + value);
        }
        return value;
    }
}
