package io.curfew.collector.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.retry.Backoff;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells listeners of every alert that changes from now on. Each collector hears of all of them, whoever correlates.
 * While Kafka is away nothing is told; what was missed then stands in the store.
 */
public final class AlertChanges implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(AlertChanges.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaConnection connection;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ReaderThread thread;

    /** Hears of changes, in the thread that reads them: it must not wait. */
    @FunctionalInterface
    public interface Listener {
        void changed(Alert alert);
    }

    public AlertChanges(KafkaConnection connection) {
        this.connection = connection;
        Backoff betweenAttempts = new Backoff(BETWEEN_ATTEMPTS, BETWEEN_ATTEMPTS);
        thread = new ReaderThread("alert-changes", this::consumer, this::follow, betweenAttempts, PATIENCE);
    }

    /** From now on tells {@code listener}. */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** Tells {@code listener} no more. */
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Begins to read, in a thread of its own. Kafka and the topic may come later. */
    public void start() {
        thread.start();
    }

    private void follow(Consumer<byte[], byte[]> reads) {
        List<TopicPartition> partitions = reads.partitionsFor(Topics.ALERTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            return;
        }
        reads.assign(partitions);
        reads.seekToEnd(partitions);
        while (true) {
            ConsumerRecords<byte[], byte[]> polled = reads.poll(POLL);
            if (!listeners.isEmpty()) {
                latest(polled).forEach(this::tell);
            }
        }
    }

    /** The last state of each alert: nobody needs to be told of those between. */
    private static Collection<ConsumerRecord<byte[], byte[]>> latest(ConsumerRecords<byte[], byte[]> polled) {
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> latest = new LinkedHashMap<>();
        polled.forEach(line -> latest.put(ByteBuffer.wrap(line.key()), line));
        return latest.values();
    }

    private void tell(ConsumerRecord<byte[], byte[]> line) {
        try {
            Alert alert = CurfewJson.read(mapper, line.value(), Alert.class);
            listeners.forEach(listener -> listener.changed(alert));
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.debugf("alert unreadable, partition=%d offset=%d", line.partition(), line.offset());
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        return connection.readerOfOctets(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "curfew-alert-changes",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1_024 * 1_024));
    }

    @Override
    public void close() {
        thread.close();
    }
}
