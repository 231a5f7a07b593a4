package io.curfew.collector.index;

import io.curfew.collector.kafka.KafkaConnection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.util.Map;

/** Makes the Kafka clients of indexers. */
record IndexClients(KafkaConnection kafka) {

    /** The clients of the thread {@code name} in the consumer group {@code group}. */
    IndexThread.Clients of(String group, String name) {
        return new IndexThread.Clients(() -> consumer(group), () -> producer(name));
    }

    private Consumer<byte[], byte[]> consumer(String group) {
        return kafka.readerOfOctets(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.CLIENT_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                KafkaConnection.SESSION_MILLIS,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Indexer.RECORDS_A_POLL,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                4 * 1_024 * 1_024));
    }

    private Producer<byte[], byte[]> producer(String name) {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        name + "-aside",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2 * 1_024 * 1_024L)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
