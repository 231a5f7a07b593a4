package io.curfew.sensor.publish;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchWriter;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the observations of one run until Kafka has them: at most {@code capacityBytes} of encoded batches, one batch
 * more, and one being filled. Batches leave in the order in which they were made, numbered from 0 without holes; a
 * batch that is dropped leaves its number missing, so that whoever reads the topic knows. For any number of threads.
 */
public final class Outbox implements ObservationSink {
    /** What happens to an observation that finds the outbox full. */
    public enum WhenFull {
        /** The oldest batch makes room, and is counted: a wire does not wait. */
        DROP_OLDEST,
        /** It waits for room: a file can be read later. */
        WAIT
    }

    /** The most octets of one record: Kafka's own limit is 1 MiB with its framing. */
    static final int LARGEST_RECORD_BYTES = 900_000;

    private final SiteId site;
    private final SensorId sensor;
    private final String run;
    private final long capacityBytes;
    private final WhenFull whenFull;

    private final List<Observation> filling = new ArrayList<>(ObservationBatch.MOST_OBSERVATIONS);
    private final Deque<EncodedBatch> waiting = new ArrayDeque<>();
    private @Nullable EncodedBatch leaving;
    private boolean closed;
    private long nextSequence;
    private long made;
    private long sent;
    private long dropped;
    private long batches;
    private long queuedBytes;

    /** An empty outbox; {@code run} names this start of the sensor and nothing else ever. */
    public Outbox(SiteId site, SensorId sensor, String run, long capacityBytes, WhenFull whenFull) {
        this.site = site;
        this.sensor = sensor;
        this.run = run;
        this.capacityBytes = capacityBytes;
        this.whenFull = whenFull;
    }

    SiteId site() {
        return site;
    }

    /** Takes an observation; after {@link #close()} it is counted as dropped. */
    @Override
    public synchronized void accept(Observation observation) {
        waitForRoom();
        made++;
        if (closed) {
            dropped++;
            return;
        }
        filling.add(observation);
        if (filling.size() == ObservationBatch.MOST_OBSERVATIONS) {
            cut();
        }
    }

    /** Ends the batch that is being filled; without one it does nothing. */
    public synchronized void cut() {
        if (!filling.isEmpty()) {
            List<Observation> observations = List.copyOf(filling);
            filling.clear();
            enqueue(observations);
        }
    }

    private void enqueue(List<Observation> observations) {
        byte[] value = BatchWriter.write(new ObservationBatch(site, sensor, run, nextSequence, observations));
        if (value.length <= LARGEST_RECORD_BYTES) {
            waiting.add(new EncodedBatch(
                    nextSequence++,
                    value,
                    observations.size(),
                    observations.getFirst().at()));
            queuedBytes += value.length;
            dropOldest();
            notifyAll();
        } else if (observations.size() == 1) {
            dropped++;
        } else {
            int half = observations.size() / 2;
            enqueue(observations.subList(0, half));
            enqueue(observations.subList(half, observations.size()));
        }
    }

    private void dropOldest() {
        while (whenFull == WhenFull.DROP_OLDEST && queuedBytes > capacityBytes && waiting.size() > 1) {
            EncodedBatch oldest = waiting.remove();
            queuedBytes -= oldest.value().length;
            dropped += oldest.observations();
        }
    }

    /**
     * The oldest batch, which the caller settles by {@link #acknowledge} or {@link #giveUp} before it asks for the
     * next. Waits for one; null once the outbox is closed and empty.
     */
    synchronized @Nullable EncodedBatch next() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            wait();
        }
        leaving = waiting.poll();
        return leaving;
    }

    /** Kafka has the batch. */
    synchronized void acknowledge(EncodedBatch batch) {
        settle(batch);
        sent += batch.observations();
        batches++;
    }

    /** Kafka will never have the batch. */
    synchronized void giveUp(EncodedBatch batch) {
        settle(batch);
        dropped += batch.observations();
    }

    private void settle(EncodedBatch batch) {
        if (leaving == null || leaving.sequence() != batch.sequence()) {
            throw new IllegalStateException("batch " + batch.sequence() + " is not the one being sent");
        }
        leaving = null;
        queuedBytes -= batch.value().length;
        notifyAll();
    }

    /** Ends the last batch and takes no more observations. */
    public synchronized void close() {
        cut();
        closed = true;
        notifyAll();
    }

    public synchronized OutboxCounters counters() {
        return new OutboxCounters(made, sent, made - sent - dropped, dropped, batches, queuedBytes, oldest());
    }

    private @Nullable Instant oldest() {
        if (leaving != null) {
            return leaving.oldest();
        }
        if (!waiting.isEmpty()) {
            return waiting.element().oldest();
        }
        return filling.isEmpty() ? null : filling.getFirst().at();
    }

    private void waitForRoom() {
        try {
            while (whenFull == WhenFull.WAIT && queuedBytes >= capacityBytes && !closed) {
                wait();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
