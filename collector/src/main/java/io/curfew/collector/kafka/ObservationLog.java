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
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads again what the sensors of a site told, in the order in which it was judged, without what was put aside instead:
 * what somebody sent in a sensor's name. Leaves no trace in Kafka.
 */
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
     * Hands over the batches of a site that reached Kafka from {@code from} until now; what cannot be read is left out,
     * and so is what was put aside when it was to be judged.
     *
     * @throws KafkaAwayException when Kafka does not answer
     */
    public void read(SiteId site, Instant from, Reader reader) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            byte[] key = site.value().getBytes(StandardCharsets.UTF_8);
            TopicPartition partition = partition(consumer, Topics.OBSERVATIONS, key);
            Span span = span(consumer, partition, from);
            OffsetsPutAside putAside = new OffsetsPutAside(partition, span);
            if (readPutAside(consumer, partition(consumer, Topics.REJECTED, key), from, reader, putAside)) {
                go(consumer, partition, span);
                read(consumer, partition, span, reader, new Choice(site, putAside));
            }
        } catch (KafkaException away) {
            throw new KafkaAwayException("the observations of " + site + " cannot be read", away);
        }
    }

    /** The offsets to read, the last one excluded. */
    private record Span(long start, long end) {
        double done(long offset) {
            return end <= start ? 1 : Math.clamp((double) (offset - start) / (end - start), 0, 1);
        }
    }

    /** What has reached a partition from a moment until now. */
    private static Span span(Consumer<byte[], byte[]> consumer, TopicPartition partition, Instant from) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        return new Span(found == null ? end : found.offset(), end);
    }

    private static void go(Consumer<byte[], byte[]> consumer, TopicPartition partition, Span span) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, span.start());
    }

    /** Where batches of a span stood that were put aside; one bit each, however many somebody sends. */
    private static final class OffsetsPutAside {
        private final TopicPartition partition;
        private final Span span;
        private final BitSet offsets = new BitSet();

        OffsetsPutAside(TopicPartition partition, Span span) {
            this.partition = partition;
            this.span = span;
        }

        void add(Origin origin) {
            if (origin.partition().equals(partition)
                    && origin.offset() >= span.start()
                    && origin.offset() < span.end()) {
                offsets.set(place(origin.offset()));
            }
        }

        boolean contains(long offset) {
            return offsets.get(place(offset));
        }

        private int place(long offset) {
            return Math.toIntExact(offset - span.start());
        }
    }

    /** Returns false when nobody wants to hear more. */
    private static boolean readPutAside(
            Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Instant from,
            Reader reader,
            OffsetsPutAside putAside) {
        Span aside = span(consumer, partition, from);
        go(consumer, partition, aside);
        boolean goesOn = true;
        while (goesOn && consumer.position(partition) < aside.end()) {
            for (ConsumerRecord<byte[], byte[]> line : consumer.poll(POLL)) {
                Origin.of(line.headers()).ifPresent(putAside::add);
            }
            goesOn = reader.reached(0);
        }
        return goesOn;
    }

    /** What of a partition is handed over. */
    private record Choice(SiteId site, OffsetsPutAside putAside) {
        Optional<ObservationBatch> chosen(ConsumerRecord<byte[], byte[]> line) {
            return Arrays.equals(line.key(), site.value().getBytes(StandardCharsets.UTF_8))
                            && line.value() != null
                            && !putAside.contains(line.offset())
                            && BatchReader.read(line.value()) instanceof BatchReading.Accepted accepted
                            && accepted.batch().site().equals(site)
                    ? Optional.of(accepted.batch())
                    : Optional.empty();
        }
    }

    private static void read(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, Span span, Reader reader, Choice choice) {
        boolean goesOn = true;
        while (goesOn && consumer.position(partition) < span.end()) {
            for (ConsumerRecord<byte[], byte[]> line : consumer.poll(POLL)) {
                if (line.offset() < span.end()) {
                    choice.chosen(line).ifPresent(reader::take);
                }
            }
            goesOn = reader.reached(span.done(consumer.position(partition)));
        }
    }

    /** Where the producers of the sensors put the site: Kafka's own way for records with a key. */
    private static TopicPartition partition(Consumer<byte[], byte[]> consumer, String topic, byte[] key) {
        int partitions = consumer.partitionsFor(topic).size();
        return new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % partitions);
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
