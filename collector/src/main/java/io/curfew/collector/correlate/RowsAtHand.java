package io.curfew.collector.correlate;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How many rows of state the tasks of a process keep as values together. For any number of threads. */
final class RowsAtHand {
    /** What a row takes on the heap with its key, on average. */
    static final int BYTES_A_ROW = 300;

    private static final double PART_OF_HEAP = 0.4;

    private final long most;
    private final AtomicLong all = new AtomicLong();
    private final AtomicInteger tasks = new AtomicInteger();

    /** @param most how many there may be; a few more for moments */
    RowsAtHand(long most) {
        this.most = most;
    }

    /** As many as fit into two fifths of a heap of so many bytes. */
    static RowsAtHand ofHeap(long bytes) {
        return new RowsAtHand((long) (PART_OF_HEAP * bytes / BYTES_A_ROW));
    }

    long most() {
        return most;
    }

    /** For one more task, until it is closed. */
    Share share() {
        tasks.incrementAndGet();
        return new Share();
    }

    /** The rows of one task. For one thread. */
    final class Share implements AutoCloseable {
        private long own;

        /** @param more less than 0 for rows that the task has let go of */
        void add(long more) {
            own += more;
            all.addAndGet(more);
        }

        /** How many the task has. */
        long count() {
            return own;
        }

        /** True while all have too many together, and this task has more than its part. */
        boolean isTooLarge() {
            return all.get() > most && own * tasks.get() > most;
        }

        /** The task ends, and its rows with it. */
        @Override
        public void close() {
            add(-own);
            tasks.decrementAndGet();
        }
    }
}
