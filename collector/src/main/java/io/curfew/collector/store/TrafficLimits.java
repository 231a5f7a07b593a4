package io.curfew.collector.store;

import java.time.Duration;

/**
 * How much traffic is kept. Kept longer by up to {@code rollAfter}, since whole stretches of time are dropped at once.
 *
 * @param keep how long
 * @param mostBytes how much on disk, replicas not counted
 * @param rollAfter the longest stretch of time that is dropped at once
 * @param rollAtBytes the biggest stretch that is dropped at once
 */
public record TrafficLimits(Duration keep, long mostBytes, Duration rollAfter, long rollAtBytes) {
    public TrafficLimits {
        if (keep.isNegative() || keep.isZero()) {
            throw new IllegalArgumentException("traffic must be kept for some time, was " + keep);
        }
        if (rollAfter.toSeconds() < 1) {
            throw new IllegalArgumentException("a stretch of traffic lasts at least 1 s, was " + rollAfter);
        }
        if (mostBytes < 1 || rollAtBytes < 1) {
            throw new IllegalArgumentException(
                    "sizes must be positive, were " + mostBytes + " and " + rollAtBytes + " bytes");
        }
    }
}
