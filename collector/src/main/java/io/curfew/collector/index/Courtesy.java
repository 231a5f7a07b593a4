package io.curfew.collector.index;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Holds traffic back while what correlates is behind: both want the same processors, and people wait for alerts. A
 * quarter of the time stays for traffic, so that it never stands still; the rest of it waits in Kafka.
 */
final class Courtesy implements Pace {
    private static final int REST = 3;
    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final BooleanSupplier isNeeded;
    private final Runnable onRest;

    /**
     * A pace.
     *
     * @param isNeeded true while others should go first
     * @param onRest run with each rest
     */
    Courtesy(BooleanSupplier isNeeded, Runnable onRest) {
        this.isNeeded = isNeeded;
        this.onRest = onRest;
    }

    @Override
    public Duration restAfter(Duration bulk) {
        if (!isNeeded.getAsBoolean()) {
            return Duration.ZERO;
        }
        onRest.run();
        Duration rest = bulk.multipliedBy(REST);
        return rest.compareTo(LONGEST) > 0 ? LONGEST : rest;
    }
}
