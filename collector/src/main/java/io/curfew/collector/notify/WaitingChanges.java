package io.curfew.collector.notify;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * What a channel is yet to tell, one change of each alert, whoever waits longest first. Holds at most {@code most}: the
 * one that waits longest is dropped to make room, and counted. For one thread.
 */
final class WaitingChanges {
    private final int most;
    private final LinkedHashMap<String, Change> waiting = new LinkedHashMap<>();
    private long dropped;

    WaitingChanges(int most) {
        this.most = most;
    }

    /** The change that waits of an alert. */
    @Nullable
    Change of(String alert) {
        return waiting.get(alert);
    }

    /**
     * Puts a change in its place: that of the alert's earlier one, or behind all others.
     *
     * @return the other that was dropped to make room; null when none was
     */
    @Nullable
    Change put(Change change) {
        Change longest = null;
        if (waiting.size() >= most && !waiting.containsKey(change.alert().id())) {
            longest = waiting.pollFirstEntry().getValue();
            dropped++;
        }
        waiting.put(change.alert().id(), change);
        return longest;
    }

    void remove(String alert) {
        waiting.remove(alert);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    int size() {
        return waiting.size();
    }

    /** How many were dropped since the last message was taken. */
    long dropped() {
        return dropped;
    }

    List<Change> all() {
        return new ArrayList<>(waiting.values());
    }

    /** All was told, or given up. */
    void clear() {
        waiting.clear();
        dropped = 0;
    }
}
