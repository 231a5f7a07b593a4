package io.curfew.collector.kafka;

import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads again what the sensors of a site told, in the order in which it was judged. Leaves no trace in Kafka. */
public final class ObservationLog {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int FETCH_BYTES = 4 * 1_024 * 1_024;
    /** Few, so that whoever listens hears often how far it is. */
    private static final int BATCHES_A_POLL = 50;

    private final KafkaConnection connection;

    /** Takes what is read. */
    public interface Reader {

        /** Takes one batch. */
        void take(ObservationBatch batch);

        /**
         * Hears how far it is, again and again, also while only batches of other sites go by.
         *
         * @param done how much of the record was read, from 0 to 1
         * @return false to stop
         */
        boolean reached(double done);
    }

    public ObservationLog(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Hands over the batches of a site that reached Kafka from {@code from} until now; what cannot be read is left out.
     *
     * @throws KafkaAwayException when Kafka does not answer
     */
    public void read(SiteId site, Instant from, Reader reader) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            byte[] key = site.value().getBytes(StandardCharsets.UTF_8);
            TopicPartition partition = partition(consumer, key);
            consumer.assign(List.of(partition));
            OffsetAndTimestamp found = consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli()))
                    .get(partition);
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            if (found != null) {
                consumer.seek(partition, found.offset());
                read(consumer, partition, new Span(found.offset(), end, site), reader);
            }
        } catch (KafkaException away) {
            throw new KafkaAwayException("the observations of " + site + " cannot be read", away);
        }
    }

    /** The offsets to read, the last one excluded. */
    private record Span(long start, long end, SiteId site) {
        double done(long offset) {
            return end <= start ? 1 : Math.clamp((double) (offset - start) / (end - start), 0, 1);
        }
    }

    private static void read(Consumer<byte[], byte[]> consumer, TopicPartition partition, Span span, Reader reader) {
        byte[] key = span.site().value().getBytes(StandardCharsets.UTF_8);
        boolean goesOn = true;
        while (goesOn && consumer.position(partition) < span.end()) {
            for (ConsumerRecord<byte[], byte[]> line : consumer.poll(POLL)) {
                if (line.offset() < span.end() && Arrays.equals(line.key(), key)) {
                    take(line, span, reader);
                }
            }
            goesOn = reader.reached(span.done(consumer.position(partition)));
        }
    }

    private static void take(ConsumerRecord<byte[], byte[]> line, Span span, Reader reader) {
        if (line.value() != null
                && BatchReader.read(line.value()) instanceof BatchReading.Accepted accepted
                && accepted.batch().site().equals(span.site())) {
            reader.take(accepted.batch());
        }
    }

    /** Where the producers of the sensors put the site: Kafka's own way for records with a key. */
    private static TopicPartition partition(Consumer<byte[], byte[]> consumer, byte[] key) {
        int partitions = consumer.partitionsFor(Topics.OBSERVATIONS).size();
        return new TopicPartition(Topics.OBSERVATIONS, Utils.toPositive(Utils.murmur2(key)) % partitions);
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                connection.with(Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "curfew-what-if",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        BATCHES_A_POLL,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
