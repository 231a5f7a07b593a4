package io.curfew.collector.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How Kafka is reached, the same for every client.
 *
 * @param settings the client settings under {@code kafka.*}: address and security
 */
public record KafkaConnection(Map<String, Object> settings) {
    /**
     * For how long a member of a consumer group may say no word: of one that was killed nobody takes over the work
     * before, and Kafka's own 45 seconds are longer than anybody waits for what they decided to show.
     */
    public static final int SESSION_MILLIS = 10_000;

    public KafkaConnection {
        settings = Map.copyOf(settings);
    }

    /** The addresses to start with. */
    public List<String> brokers() {
        return Arrays.stream(setting("bootstrap.servers", "").split(","))
                .map(String::strip)
                .filter(broker -> !broker.isEmpty())
                .toList();
    }

    /** True when Kafka is spoken to by TLS. */
    public boolean isEncrypted() {
        return setting("security.protocol", "PLAINTEXT").endsWith("SSL");
    }

    private String setting(String name, String otherwise) {
        return settings.getOrDefault(name, otherwise).toString();
    }

    /** The settings of one client: these and its own, which win. */
    public Map<String, Object> with(Map<String, ?> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }

    /**
     * The settings of one client that reads: what is committed, of topics that are there, and offsets are committed by
     * nobody but its owner. Its own win.
     */
    private Map<String, Object> reading(Map<String, ?> own) {
        Map<String, Object> all = with(Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false));
        all.putAll(own);
        return all;
    }

    /** A client that reads octets by {@link #reading}; its own settings win. */
    public Consumer<byte[], byte[]> readerOfOctets(Map<String, ?> own) {
        return new KafkaConsumer<>(reading(own), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Reads what is committed, from the beginning unless told where, and commits nothing itself.
     *
     * @param patience how long a call may take
     */
    public Consumer<String, byte[]> reader(String clientId, Duration patience) {
        return new KafkaConsumer<>(
                reading(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) patience.toMillis())),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Writes now and then what must not get lost; a record is there once its future says so.
     *
     * @param patience how long a record may take
     */
    public Producer<String, byte[]> writer(String clientId, Duration patience) {
        return new KafkaProducer<>(
                with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        clientId,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        1024 * 1024L,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        patience.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        (int) patience.toMillis() / 2,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) patience.toMillis())),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
