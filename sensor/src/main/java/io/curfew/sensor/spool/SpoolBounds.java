package io.curfew.sensor.spool;

import java.time.Duration;

/**
 * How much a spool keeps.
 *
 * @param bytes octets of all its files, at least {@value #LEAST_BYTES}
 * @param age how long anything is kept
 */
public record SpoolBounds(long bytes, Duration age) {
    /** Room for some segments: otherwise most of a spool would be lost at once. */
    public static final long LEAST_BYTES = 8L << 20;

    public SpoolBounds {
        if (bytes < LEAST_BYTES) {
            throw new IllegalArgumentException("a spool has at least " + LEAST_BYTES + " octets, was " + bytes);
        }
        if (!age.isPositive()) {
            throw new IllegalArgumentException("the age of a spool must be above 0, was " + age);
        }
    }
}
