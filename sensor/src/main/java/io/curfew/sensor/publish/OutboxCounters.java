package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What became of the observations of one run. {@code made = sent + queued + dropped} holds at any moment.
 *
 * @param made observations accepted
 * @param sent observations that Kafka has acknowledged
 * @param queued observations waiting, those of the batch being filled and of the batch being sent included
 * @param dropped observations given up: the oldest of a full queue, and those that no record can hold
 * @param batches batches that Kafka has acknowledged
 * @param queuedBytes encoded bytes waiting; the batch being filled is not encoded yet
 * @param oldestQueued when the oldest observation waiting was made; absent when none waits
 */
public record OutboxCounters(
        long made,
        long sent,
        long queued,
        long dropped,
        long batches,
        long queuedBytes,
        @Nullable Instant oldestQueued) {}
