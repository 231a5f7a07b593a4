package io.curfew.collector.retry;

import java.time.Duration;

/**
 * How long to wait before the next attempt: twice as long after each failure, from {@code first} to {@code longest}.
 */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    public Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The time to wait after one more failure. */
    public Duration afterFailure() {
        Duration wait = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return wait;
    }

    /** The time to wait after something ended that ran so long; what ran longer than the longest wait was well. */
    public Duration afterRun(Duration length) {
        if (length.compareTo(longest) > 0) {
            succeeded();
        }
        return afterFailure();
    }

    /** Begins again after a success. */
    public void succeeded() {
        next = first;
    }
}
