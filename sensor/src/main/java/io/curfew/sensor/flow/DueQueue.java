package io.curfew.sensor.flow;

import org.jspecify.annotations.Nullable;

/**
 * Flows that are due a fixed time after they entered, so that the first is always the next one due. As long as the flow
 * table at most, in links that the flows bring. Hot path.
 */
final class DueQueue {
    private final long delayNanos;
    private @Nullable Link first;
    private @Nullable Link last;

    DueQueue(long delayNanos) {
        this.delayNanos = delayNanos;
    }

    /** Puts a link at the end, out of whatever queue it was in. */
    void enter(Link link, long nowNanos) {
        if (link == last) {
            link.dueNanos = nowNanos + delayNanos;
            return;
        }
        link.leave();
        link.dueNanos = nowNanos + delayNanos;
        link.queue = this;
        link.previous = last;
        link.next = null;
        if (last == null) {
            first = link;
        } else {
            last.next = link;
        }
        last = link;
    }

    void remove(Link link) {
        Link before = link.previous;
        Link after = link.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.previous = before;
        }
        link.queue = null;
        link.previous = null;
        link.next = null;
    }

    /** The flow that has been due longest; absent when none is due. */
    @Nullable
    Flow due(long nowNanos) {
        return first == null || first.dueNanos > nowNanos ? null : first.flow;
    }

    /** When the first flow is due; the greatest long when the queue is empty. */
    long firstDueNanos() {
        return first == null ? Long.MAX_VALUE : first.dueNanos;
    }

    /** The flow that entered first; absent when the queue is empty. */
    @Nullable
    Flow oldest() {
        return first == null ? null : first.flow;
    }

    /** When the first flow entered; the greatest long when the queue is empty. */
    long oldestEnteredNanos() {
        return first == null ? Long.MAX_VALUE : first.dueNanos - delayNanos;
    }
}
