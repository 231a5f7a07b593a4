package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What became of the observations of one run, and of those that earlier runs left in the spool. {@code made + inherited
 * = sent + queued + dropped} holds at any moment.
 *
 * @param made observations accepted
 * @param inherited observations that were found in the spool at the start
 * @param sent observations that Kafka has acknowledged
 * @param queued observations waiting, those of the batch being filled and of the batches being sent included
 * @param inMemory how many of them are not in the spool
 * @param dropped observations given up, by cause; causes of which there are none are absent
 * @param batches batches that Kafka has acknowledged
 * @param queuedBytes encoded bytes waiting, in memory and on disk; the batch being filled is not encoded yet
 * @param oldestQueued when the oldest observation waiting was made; absent when none waits
 * @param keptFor how long the spool has kept its oldest, by a clock that never jumps; zero when it is empty
 * @param torn how often the end of what an earlier run wrote into the spool was damaged
 * @param refusals how often the spool's disk did not take a batch
 */
public record OutboxCounters(
        long made,
        long inherited,
        long sent,
        long queued,
        long inMemory,
        Map<DropCause, Long> dropped,
        long batches,
        long queuedBytes,
        @Nullable Instant oldestQueued,
        Duration keptFor,
        long torn,
        long refusals) {
    /** Before the first observation. */
    public static final OutboxCounters NONE =
            new OutboxCounters(0, 0, 0, 0, 0, Map.of(), 0, 0, null, Duration.ZERO, 0, 0);

    public OutboxCounters {
        dropped = Map.copyOf(dropped);
    }

    /** Observations given up for whatever cause. */
    public long droppedInAll() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
