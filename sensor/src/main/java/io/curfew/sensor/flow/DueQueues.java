package io.curfew.sensor.flow;

import java.util.Arrays;

/**
 * Queues of flows that are due a fixed time after they entered, so that the first of each is always its next one due. A
 * flow is in one of them at a time. As long as the flow table at most; flows go by their places.
 *
 * <p>Hot path: links are numbers, since whoever moves references makes the garbage collector look at them, and those of
 * a flow lie side by side, so that they come from memory at once.
 */
final class DueQueues {
    static final int NO_FLOW = -1;

    private static final int NO_QUEUE = -1;
    private static final int SMALLEST = 1_024;

    private static final int STRIDE = 4;
    private static final int QUEUE = 0;
    private static final int NEXT = 1;
    private static final int PREVIOUS = 2;

    private final long[] delayNanos;
    private final int[] first;
    private final int[] last;
    private final int[] counts;
    /** For each flow the queue that it is in, who follows, who goes before, and one that is not used. */
    private int[] links = filled(SMALLEST * STRIDE);

    private long[] dueNanos = new long[SMALLEST];

    /** @param delayNanos of each queue */
    DueQueues(long... delayNanos) {
        this.delayNanos = delayNanos;
        this.first = filled(delayNanos.length);
        this.last = filled(delayNanos.length);
        this.counts = new int[delayNanos.length];
    }

    private static int[] filled(int length) {
        int[] array = new int[length];
        Arrays.fill(array, NO_FLOW);
        return array;
    }

    /** Puts a flow at the end of a queue, out of whatever queue it was in. */
    void enter(int queue, int flow, long nowNanos) {
        if (flow >= dueNanos.length) {
            grow(2 * flow);
        }
        if (last[queue] != flow) {
            leave(flow);
            append(queue, flow);
        }
        dueNanos[flow] = nowNanos + delayNanos[queue];
    }

    private void append(int queue, int flow) {
        int before = last[queue];
        int at = flow * STRIDE;
        links[at + QUEUE] = queue;
        links[at + NEXT] = NO_FLOW;
        links[at + PREVIOUS] = before;
        last[queue] = flow;
        counts[queue]++;
        if (before == NO_FLOW) {
            first[queue] = flow;
        } else {
            links[before * STRIDE + NEXT] = flow;
        }
    }

    /** Takes a flow out of its queue, if it is in one. */
    void leave(int flow) {
        int at = flow * STRIDE;
        int queue = links[at + QUEUE];
        if (queue == NO_QUEUE) {
            return;
        }
        int after = links[at + NEXT];
        int before = links[at + PREVIOUS];
        if (before == NO_FLOW) {
            first[queue] = after;
        } else {
            links[before * STRIDE + NEXT] = after;
        }
        if (after == NO_FLOW) {
            last[queue] = before;
        } else {
            links[after * STRIDE + PREVIOUS] = before;
        }
        links[at + QUEUE] = NO_QUEUE;
        counts[queue]--;
    }

    private void grow(int length) {
        int before = links.length;
        links = Arrays.copyOf(links, length * STRIDE);
        Arrays.fill(links, before, links.length, NO_QUEUE);
        dueNanos = Arrays.copyOf(dueNanos, length);
    }

    /** The flow of a queue that has been due longest; {@link #NO_FLOW} when none is due. */
    int due(int queue, long nowNanos) {
        int flow = first[queue];
        return flow == NO_FLOW || dueNanos[flow] > nowNanos ? NO_FLOW : flow;
    }

    /** When the first flow of all queues is due; the greatest long when there is none. */
    long firstDueNanos() {
        long soonest = Long.MAX_VALUE;
        for (int flow : first) {
            soonest = flow == NO_FLOW ? soonest : Math.min(soonest, dueNanos[flow]);
        }
        return soonest;
    }

    /** The flow that entered before the others of the longest queue; {@link #NO_FLOW} when all are empty. */
    int oldestOfMost() {
        int longest = 0;
        for (int queue = 1; queue < counts.length; queue++) {
            longest = counts[queue] > counts[longest] ? queue : longest;
        }
        return first[longest];
    }

    /** The flow that entered before all others that are in a queue; {@link #NO_FLOW} when all are empty. */
    int oldest() {
        int oldest = NO_FLOW;
        long soonest = Long.MAX_VALUE;
        for (int queue = 0; queue < first.length; queue++) {
            int flow = first[queue];
            if (flow != NO_FLOW && dueNanos[flow] - delayNanos[queue] < soonest) {
                oldest = flow;
                soonest = dueNanos[flow] - delayNanos[queue];
            }
        }
        return oldest;
    }
}
