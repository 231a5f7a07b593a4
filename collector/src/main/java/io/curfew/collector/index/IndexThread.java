package io.curfew.collector.index;

import io.curfew.collector.kafka.ReaderThread;
import io.curfew.collector.retry.Backoff;
import io.curfew.collector.store.ViewIdentity;
import io.curfew.collector.store.ViewWriter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

/** Runs an indexer in a thread of its own, and a new one after a failure, until it is closed. */
final class IndexThread implements AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LOOK_EACH = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<String> topics;
    private final Clients clients;
    private final ViewWriter store;
    private final ViewIdentity view;
    private final IndexMetrics metrics;
    private final Duration longestWait;
    private final Pace pace;
    private final ReaderThread thread;

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
        this.topics = Set.copyOf(topics);
        this.clients = clients;
        this.store = store;
        this.view = view;
        this.metrics = metrics;
        this.longestWait = longestWait;
        this.pace = pace;
        thread = new ReaderThread(name, clients.consumer(), this::index, backoff(), PATIENCE);
    }

    private Backoff backoff() {
        return new Backoff(FIRST_WAIT, longestWait);
    }

    void start() {
        thread.start();
    }

    private void index(Consumer<byte[], byte[]> reads) {
        try (Producer<byte[], byte[]> writesAside = clients.producer().get()) {
            Filling filling = new Filling(reads, view, LOOK_EACH);
            new Indexer(reads, filling, store, new PutAside(writesAside), metrics, backoff(), pace).run(topics);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
