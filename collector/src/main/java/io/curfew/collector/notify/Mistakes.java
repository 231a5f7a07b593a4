package io.curfew.collector.notify;

import java.util.ArrayList;
import java.util.List;

/** The mistakes in the settings of notifications: each names its key, and what to do. */
final class Mistakes {
    private static final String PREFIX = "curfew.notifications.";

    private final List<String> found = new ArrayList<>();

    /** A mistake of {@code key} unless something holds. */
    void unless(boolean holds, String key, String complaint) {
        if (!holds) {
            found.add(PREFIX + key + " " + complaint);
        }
    }

    /** True when there are as many as {@code before}. */
    boolean isStill(int before) {
        return found.size() == before;
    }

    int count() {
        return found.size();
    }

    /** @throws IllegalArgumentException when there is one */
    void refuse() {
        if (!found.isEmpty()) {
            throw new IllegalArgumentException("notifications are not set up: " + String.join("; ", found));
        }
    }
}
