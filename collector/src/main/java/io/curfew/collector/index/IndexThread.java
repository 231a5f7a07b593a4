package io.curfew.collector.index;

import io.curfew.collector.retry.Backoff;
import io.curfew.collector.store.ViewIdentity;
import io.curfew.collector.store.ViewWriter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Runs an indexer in a thread of its own, and a new one after a failure, until it is closed. */
final class IndexThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(IndexThread.class);
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LOOK_EACH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final Set<String> topics;
    private final Clients clients;
    private final ViewWriter store;
    private final ViewIdentity view;
    private final IndexMetrics metrics;
    private final Duration longestWait;
    private final Pace pace;
    private @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;
    private boolean isClosed;

    /**
     * The Kafka clients of one run; their owner closes them.
     *
     * @param consumer reads committed records, commits by itself never
     * @param producer for what is put aside
     */
    record Clients(Supplier<Consumer<byte[], byte[]>> consumer, Supplier<Producer<byte[], byte[]>> producer) {}

    IndexThread(
            String name,
            Set<String> topics,
            Clients clients,
            ViewWriter store,
            ViewIdentity view,
            IndexMetrics metrics,
            Duration longestWait,
            Pace pace) {
        this.name = name;
        this.topics = Set.copyOf(topics);
        this.clients = clients;
        this.store = store;
        this.view = view;
        this.metrics = metrics;
        this.longestWait = longestWait;
        this.pace = pace;
    }

    synchronized void start() {
        thread = Thread.ofPlatform().name(name).start(this::run);
    }

    private void run() {
        Backoff betweenRuns = new Backoff(FIRST_WAIT, longestWait);
        while (true) {
            long began = System.nanoTime();
            try (Consumer<byte[], byte[]> reads = clients.consumer().get();
                    Producer<byte[], byte[]> writesAside = clients.producer().get()) {
                if (!take(reads)) {
                    return;
                }
                Backoff betweenAttempts = new Backoff(FIRST_WAIT, longestWait);
                Filling filling = new Filling(reads, view, LOOK_EACH);
                new Indexer(reads, filling, store, new PutAside(writesAside), metrics, betweenAttempts, pace)
                        .run(topics);
                return;
            } catch (KafkaException away) {
                LOG.warnf("indexing interrupted, beginning again, thread=%s reason=%s", name, away.getMessage());
            } catch (RuntimeException bug) {
                LOG.errorf(bug, "indexing failed, beginning again, thread=%s", name);
            }
            if (!pause(betweenRuns.afterRun(Duration.ofNanos(System.nanoTime() - began)))) {
                return;
            }
        }
    }

    /** Remembers whom to wake up; false when there is nothing left to do. */
    private synchronized boolean take(Consumer<byte[], byte[]> reads) {
        consumer = reads;
        return !isClosed;
    }

    /** Waits; false when closed meanwhile. */
    private synchronized boolean pause(Duration wait) {
        consumer = null;
        long until = System.nanoTime() + wait.toNanos();
        try {
            for (long left = wait.toMillis(); left > 0 && !isClosed; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
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
                running.join(PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
