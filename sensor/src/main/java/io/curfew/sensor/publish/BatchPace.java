package io.curfew.sensor.publish;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Ends the batch that is being filled: at once where none left for a while, else {@link #BETWEEN} after the one before,
 * as each costs Kafka a request.
 */
public final class BatchPace {
    static final Duration BETWEEN = Duration.ofMillis(400);

    private final Outbox outbox;
    private final LongSupplier nanoTime;
    private long cutAt;

    /** @param nanoTime nanoseconds, as of {@link System#nanoTime} */
    public BatchPace(Outbox outbox, LongSupplier nanoTime) {
        this.outbox = outbox;
        this.nanoTime = nanoTime;
        cutAt = nanoTime.getAsLong() - BETWEEN.toNanos();
    }

    /** To be called more often than batches shall leave. */
    public void tick() {
        long now = nanoTime.getAsLong();
        if (now - cutAt >= BETWEEN.toNanos() && outbox.cut()) {
            cutAt = now;
        }
    }
}
