package io.curfew.collector.kafka;

import io.curfew.collector.retry.Backoff;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;

/** Reads Kafka in a thread of its own, and begins again with another consumer after a failure, until it is closed. */
public final class ReaderThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ReaderThread.class);

    private final String name;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Reading reading;
    private final Backoff betweenRuns;
    private final Duration patience;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    private boolean isClosed;

    /** What is done with a consumer. */
    @FunctionalInterface
    public interface Reading {
        /**
         * Reads until the consumer is woken up.
         *
         * @throws WakeupException when it was
         */
        void read(Consumer<byte[], byte[]> consumer) throws InterruptedException;
    }

    /**
     * A thread that is not started yet.
     *
     * @param name of the thread, in logs too
     * @param consumers makes a consumer for each run
     * @param betweenRuns how long it waits before it begins again
     * @param patience how long closing waits for the end, before it interrupts
     */
    public ReaderThread(
            String name,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Reading reading,
            Backoff betweenRuns,
            Duration patience) {
        this.name = name;
        this.consumers = consumers;
        this.reading = reading;
        this.betweenRuns = betweenRuns;
        this.patience = patience;
    }

    /** Begins to read. Kafka and the topics may come later. */
    public synchronized void start() {
        thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    private void run() {
        try {
            Duration length;
            do {
                long began = System.nanoTime();
                attempt();
                length = Duration.ofNanos(System.nanoTime() - began);
            } while (pause(betweenRuns.afterRun(length)));
        } catch (InterruptedException interrupted) {
            LOG.debugf("reading was interrupted, thread=%s", name);
        }
    }

    private void attempt() throws InterruptedException {
        try (Consumer<byte[], byte[]> reads = consumers.get()) {
            if (take(reads)) {
                reading.read(reads);
            }
        } catch (WakeupException closing) {
            LOG.debugf("reading ends, thread=%s", name);
        } catch (KafkaException away) {
            LOG.warnf("reading interrupted, beginning again, thread=%s reason=%s", name, away.getMessage());
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "reading failed, beginning again, thread=%s", name);
        }
    }

    /** Remembers whom to wake up; false when there is nothing left to do. */
    private synchronized boolean take(Consumer<byte[], byte[]> reads) {
        consumer = reads;
        return !isClosed;
    }

    /** Waits; false when closed meanwhile. */
    private synchronized boolean pause(Duration wait) throws InterruptedException {
        consumer = null;
        long until = System.nanoTime() + wait.toNanos();
        for (long left = wait.toMillis(); left > 0 && !isClosed; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return !isClosed;
    }

    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            isClosed = true;
            if (consumer != null) {
                consumer.wakeup();
            }
            notifyAll();
            running = thread;
        }
        if (running != null) {
            try {
                running.join(patience);
                running.interrupt();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
