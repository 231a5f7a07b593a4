package io.curfew.sensor.health;

import java.time.Duration;

/**
 * Notices when the wall clock is set: it then runs on by another amount than a clock that only runs forward. What a
 * time server does to a clock bit by bit is no step.
 */
public final class ClockSteps {
    private static final long SMALLEST_NANOS = Duration.ofMillis(500).toNanos();

    private boolean started;
    private long offsetNanos;
    private long steps;
    private Duration last = Duration.ZERO;

    /** Takes note of both clocks, read at the same moment; to be called a few times a second. */
    public void look(long wallNanos, long steadyNanos) {
        long offset = wallNanos - steadyNanos;
        long step = offset - offsetNanos;
        if (started && Math.abs(step) >= SMALLEST_NANOS) {
            steps++;
            last = Duration.ofNanos(step);
        }
        offsetNanos = offset;
        started = true;
    }

    /** How often the clock was set. */
    public long steps() {
        return steps;
    }

    /** By how much it was set last; negative when it was set back. */
    public Duration last() {
        return last;
    }
}
