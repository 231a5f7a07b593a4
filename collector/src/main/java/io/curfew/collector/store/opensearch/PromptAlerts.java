package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Change;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Lets alerts be found as soon as they are written. By itself OpenSearch refreshes all indices on a thread or two, and
 * alerts wait there until traffic is done, seconds when much comes in. A bulk that asks for it is refreshed on the
 * thread that writes it. Not more often than OpenSearch would by itself: each refresh makes a segment.
 */
final class PromptAlerts {
    /** The refresh interval of the alerts, see {@code curfew-alerts.json}. */
    static final Duration INTERVAL = Duration.ofMillis(250);

    private final LongSupplier nanoTime;
    private long refreshed;

    /** @param nanoTime as {@link System#nanoTime} says it */
    PromptAlerts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        refreshed = nanoTime.getAsLong() - INTERVAL.toNanos();
    }

    /** True when these changes are to be refreshed with their bulk, which then counts as done. */
    synchronized boolean isRefreshDue(List<Change> changes) {
        if (changes.stream().noneMatch(Change.AlertChanged.class::isInstance)) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - refreshed < INTERVAL.toNanos()) {
            return false;
        }
        refreshed = now;
        return true;
    }
}
