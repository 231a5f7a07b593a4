package io.curfew.collector.store;

import java.time.Duration;
import java.time.Instant;

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

    /**
     * False for an hour that would be dropped at once, and for one that is as far ahead: only a wrong clock tells of
     * it, and it would have an index for each month.
     */
    public boolean keepsHour(Instant hour, Instant now) {
        return Duration.between(hour, now).abs().compareTo(hours) <= 0;
    }

    private static void requireSome(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be kept for some time, was " + time);
        }
    }
}
