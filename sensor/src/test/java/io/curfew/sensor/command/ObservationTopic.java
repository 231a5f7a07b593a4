package io.curfew.sensor.command;

import io.curfew.events.ObservationBatch;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.SensorKey;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** What sensors have written into Kafka, from the beginning on. */
final class ObservationTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ObservationBatch> batches = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    ObservationTopic(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.OBSERVATIONS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The batches of a sensor that are there now, in the order of the topic. */
    List<ObservationBatch> batches(String sensor) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        return of(sensor);
    }

    /** The batches of a sensor, once they fulfil the condition. */
    List<ObservationBatch> batches(String sensor, Predicate<List<ObservationBatch>> condition) {
        while (!condition.test(of(sensor))) {
            poll();
        }
        return of(sensor);
    }

    /** The batches of all sensors, once they fulfil the condition. */
    List<ObservationBatch> allBatches(Predicate<List<ObservationBatch>> condition) {
        while (!condition.test(batches)) {
            poll();
        }
        return List.copyOf(batches);
    }

    /** The records of the batches that were read until now, of all sensors. */
    List<ConsumerRecord<String, byte[]>> recordsRead() {
        return List.copyOf(records);
    }

    /** Whose batch a record holds. */
    static String sensor(ConsumerRecord<String, byte[]> line) {
        return ((BatchReading.Accepted) BatchReader.read(line.value()))
                .batch()
                .sensor()
                .value();
    }

    /** Whether the holder of a key signed the batch that a record holds. */
    static boolean isSigned(ConsumerRecord<String, byte[]> line, SensorKey key) {
        Header signature = line.headers().lastHeader(SensorKey.HEADER);
        return signature != null && key.hasSigned(line.value(), signature.value());
    }

    private List<ObservationBatch> of(String sensor) {
        return batches.stream()
                .filter(batch -> batch.sensor().value().equals(sensor))
                .toList();
    }

    private void poll() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            BatchReading reading = BatchReader.read(record.value());
            assertThat(reading).isInstanceOf(BatchReading.Accepted.class);
            ObservationBatch batch = ((BatchReading.Accepted) reading).batch();
            assertThat(record.key()).isEqualTo(batch.site().value());
            batches.add(batch);
            records.add(record);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
