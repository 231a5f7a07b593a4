package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A topic read from its beginning. */
final class Topic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ObjectMapper mapper = CurfewJson.mapper();
    private final String bootstrapServers;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<byte[]> values = new ArrayList<>();

    /** @param isolation {@code read_committed}, or {@code read_uncommitted} to see transactions that are open */
    Topic(String bootstrapServers, String name, String isolation) {
        this.bootstrapServers = bootstrapServers;
        consumer = consumer(bootstrapServers, isolation);
        consumer.assign(consumer.partitionsFor(name).stream()
                .map(partition -> new TopicPartition(name, partition.partition()))
                .toList());
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers, String isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads until what was read is enough; gives up after a minute. */
    List<byte[]> readUntil(Predicate<List<byte[]>> enough) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!enough.test(values)) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("not enough after " + PATIENCE + ": " + values.size() + " records");
            }
            for (ConsumerRecord<String, byte[]> line : consumer.poll(Duration.ofMillis(100))) {
                values.add(line.value());
            }
        }
        return List.copyOf(values);
    }

    /** Reads what is there now. */
    List<byte[]> readNow() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        return readUntil(
                read -> ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
    }

    /**
     * Hands over what has been written by now and keeps nothing. Waits for transactions that are open: a group's
     * offsets may be known as committed a moment before the topics learn of it.
     */
    void forEachWritten(Consumer<ConsumerRecord<String, byte[]>> action) {
        Map<TopicPartition, Long> ends = writtenEnds();
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("a transaction stays open");
            }
            consumer.poll(Duration.ofMillis(100)).forEach(action);
        }
    }

    private Map<TopicPartition, Long> writtenEnds() {
        try (KafkaConsumer<String, byte[]> uncommitted = consumer(bootstrapServers, "read_uncommitted")) {
            return uncommitted.endOffsets(consumer.assignment());
        }
    }

    <T> List<T> read(List<byte[]> lines, Class<T> type) {
        return lines.stream().map(line -> read(line, type)).toList();
    }

    private <T> T read(byte[] line, Class<T> type) {
        try {
            return mapper.readValue(line, type);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
