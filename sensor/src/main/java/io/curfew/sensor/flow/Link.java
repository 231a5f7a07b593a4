package io.curfew.sensor.flow;

import org.jspecify.annotations.Nullable;

/** A flow's place in one {@link DueQueue} at a time. */
final class Link {
    final Flow flow;
    long dueNanos;

    @Nullable
    DueQueue queue;

    @Nullable
    Link previous;

    @Nullable
    Link next;

    Link(Flow flow) {
        this.flow = flow;
    }

    /** Leaves its queue, if it is in one. */
    void leave() {
        DueQueue left = queue;
        if (left != null) {
            left.remove(this);
        }
    }
}
