package io.curfew.sensor;

/**
 * The latest time that was seen. Tells when the clock was set back behind it: nothing that waits by the old time would
 * be due before the clock has caught up.
 */
public final class LatestTime {
    /** The clock that stamps packets may be read a little later than that of the one who asks. */
    private static final long MOST_AHEAD_NANOS = 1_000_000_000L;

    private long latestNanos = Long.MIN_VALUE;

    public void saw(long nanos) {
        latestNanos = Math.max(latestNanos, nanos);
    }

    /** True when the clock was set back to {@code nowNanos}; it goes on from there. */
    public boolean isSetBackTo(long nowNanos) {
        boolean isSetBack = latestNanos > nowNanos + MOST_AHEAD_NANOS;
        if (isSetBack) {
            latestNanos = nowNanos;
        }
        return isSetBack;
    }
}
