package io.curfew.collector.api;

import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * What a listener is yet to be told: of each alert that changed its latest state, whoever waits longest first. When
 * more alerts wait than there is room for, all are forgotten for one {@link Change.Missed}: then the list says it all.
 *
 * <p>Filled by one thread and emptied by another; iterating takes away.
 */
final class WaitingAlerts implements Iterable<WaitingAlerts.Change> {
    private final int most;
    private final Runnable onMissed;
    private final Map<String, Alert> waiting = new LinkedHashMap<>();
    private boolean isMissed;

    /** What a listener is told. */
    sealed interface Change {
        /** An alert as it is now. */
        record Changed(Alert alert) implements Change {}

        /** So much changed that the list should be asked for again. */
        record Missed() implements Change {}
    }

    /**
     * None yet.
     *
     * @param most how many alerts may wait
     * @param onMissed run when they are forgotten
     */
    WaitingAlerts(int most, Runnable onMissed) {
        this.most = most;
        this.onMissed = onMissed;
    }

    /** The alert changed; what waits of it is outdated, and keeps its turn. */
    synchronized void add(Alert alert) {
        if (waiting.size() == most && !waiting.containsKey(alert.id())) {
            waiting.clear();
            isMissed = true;
            onMissed.run();
        }
        waiting.put(alert.id(), alert);
    }

    private synchronized @Nullable Change take() {
        if (isMissed) {
            isMissed = false;
            return new Change.Missed();
        }
        Iterator<Alert> longest = waiting.values().iterator();
        if (!longest.hasNext()) {
            return null;
        }
        Alert next = longest.next();
        longest.remove();
        return new Change.Changed(next);
    }

    private synchronized boolean isEmpty() {
        return !isMissed && waiting.isEmpty();
    }

    /** Gives what waits, and what comes to wait meanwhile, until nothing does. */
    @Override
    public Iterator<Change> iterator() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !isEmpty();
            }

            @Override
            public Change next() {
                Change next = take();
                if (next == null) {
                    throw new NoSuchElementException();
                }
                return next;
            }
        };
    }
}
