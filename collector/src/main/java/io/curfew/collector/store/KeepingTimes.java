package io.curfew.collector.store;

import java.time.Duration;

/**
 * How long the view keeps what is no traffic.
 *
 * @param hours sums by the hour; kept longer by up to a month, since whole months are dropped
 * @param alerts alerts since they happened last
 * @param audit what people decided
 * @param devices dossiers since the device was seen last
 */
public record KeepingTimes(Duration hours, Duration alerts, Duration audit, Duration devices) {
    public KeepingTimes {
        requireSome("hours", hours);
        requireSome("alerts", alerts);
        requireSome("audit", audit);
        requireSome("devices", devices);
    }

    private static void requireSome(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be kept for some time, was " + time);
        }
    }
}
