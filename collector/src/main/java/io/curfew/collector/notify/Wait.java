package io.curfew.collector.notify;

import java.time.Duration;
import java.time.Instant;

/**
 * A wait by a clock that may be set: it is over when its time has come, and when the clock stands before its beginning,
 * since nobody knows then how much of it is left.
 */
record Wait(Instant since, Instant until) {
    /** Over whatever the time is. */
    static final Wait NONE = new Wait(Instant.MIN, Instant.MIN);

    /** A wait of this length from now on. */
    static Wait of(Instant now, Duration length) {
        return new Wait(now, now.plus(length));
    }

    boolean isOver(Instant now) {
        return !now.isBefore(until) || now.isBefore(since);
    }
}
