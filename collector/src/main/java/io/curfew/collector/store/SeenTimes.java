package io.curfew.collector.store;

import io.curfew.policy.Device;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/**
 * When devices were seen. An absent time wants all.
 *
 * @param firstSince for the first time at this time or later
 * @param lastSince for the last time at this time or later
 * @param lastBefore for the last time before this time
 */
public record SeenTimes(
        @Nullable Instant firstSince,
        @Nullable Instant lastSince,
        @Nullable Instant lastBefore) {
    /** Whenever. */
    public static final SeenTimes EVER = new SeenTimes(null, null, null);

    private static final Duration NEW_FOR = Duration.ofDays(1);
    private static final Duration QUIET_AFTER = Duration.ofDays(1);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(8);

    /** Devices that were not there a day ago. */
    public static SeenTimes ofNewAt(Instant now) {
        return new SeenTimes(now.minus(NEW_FOR), null, null);
    }

    /** Devices that nobody saw for a day, but in the week before: what is away for longer is taken for gone. */
    public static SeenTimes ofQuietAt(Instant now) {
        return new SeenTimes(null, now.minus(GIVEN_UP_AFTER), now.minus(QUIET_AFTER));
    }

    /** True for a device that was seen so. */
    public boolean fit(Device device) {
        return (firstSince == null || !device.firstSeen().isBefore(firstSince))
                && (lastSince == null || !device.lastSeen().isBefore(lastSince))
                && (lastBefore == null || device.lastSeen().isBefore(lastBefore));
    }
}
