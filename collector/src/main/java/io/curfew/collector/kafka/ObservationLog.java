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
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * Reads again what the sensors of a site told, in the order in which it was judged, without what was put aside instead:
 * what somebody sent in a sensor's name. Leaves no trace in Kafka.
 */
public final class ObservationLog {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FETCH_BYTES = 4 * 1_024 * 1_024;
    /**
     * Few, so that whoever listens hears often how far it is, and because Kafka counts what they have when packed: what
     * an unpacked batch has is its sender's choice.
     */
    private static final int BATCHES_A_POLL = 10;

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
            TopicPartition observed = partition(consumer, Topics.OBSERVATIONS, key);
            TopicPartition rejected = partition(consumer, Topics.REJECTED, key);
            Span span = span(consumer, observed, from);
            Choice choice = new Choice(site, key, span);
            boolean goesOn = read(consumer, span(consumer, rejected, from), choice::leaveOut, _ -> reader.reached(0));
            if (goesOn) {
                read(consumer, span, line -> choice.of(line).ifPresent(reader::take), reader::reached);
            }
        } catch (KafkaException away) {
            throw new KafkaAwayException("the observations of " + site + " cannot be read", away);
        }
    }

    /** The offsets to read, the last one excluded. */
    private record Span(TopicPartition partition, long start, long end) {
        double done(long offset) {
            return end <= start ? 1 : Math.clamp((double) (offset - start) / (end - start), 0, 1);
        }

        boolean contains(Origin origin) {
            return origin.partition().equals(partition) && origin.offset() >= start && origin.offset() < end;
        }

        int place(long offset) {
            return Math.toIntExact(offset - start);
        }
    }

    /** What has reached a partition from a moment until now. */
    private static Span span(Consumer<byte[], byte[]> consumer, TopicPartition partition, Instant from) {
        OffsetAndTimestamp found =
                consumer.offsetsForTimes(Map.of(partition, from.toEpochMilli())).get(partition);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        return new Span(partition, found == null ? end : found.offset(), end);
    }

    /** What of a span is handed over. Of what was put aside it keeps one bit each, however much somebody sends. */
    private static final class Choice {
        private final SiteId site;
        private final byte[] key;
        private final Span span;
        private final BitSet putAside = new BitSet();

        Choice(SiteId site, byte[] key, Span span) {
            this.site = site;
            this.key = key;
            this.span = span;
        }

        /** What a record stands for that was put aside. */
        void leaveOut(ConsumerRecord<byte[], byte[]> aside) {
            Origin.of(aside.headers())
                    .filter(span::contains)
                    .ifPresent(origin -> putAside.set(span.place(origin.offset())));
        }

        Optional<ObservationBatch> of(ConsumerRecord<byte[], byte[]> line) {
            return Arrays.equals(line.key(), key)
                            && line.value() != null
                            && !putAside.get(span.place(line.offset()))
                            && BatchReader.read(line.value()) instanceof BatchReading.Accepted accepted
                            && accepted.batch().site().equals(site)
                    ? Optional.of(accepted.batch())
                    : Optional.empty();
        }
    }

    /**
     * Reads a span from its start to its end, without what Kafka deletes meanwhile.
     *
     * @param reached hears how much of it was read, from 0 to 1; false to stop
     * @return false when it was stopped
     * @throws TimeoutException when nothing more comes
     */
    private static boolean read(
            Consumer<byte[], byte[]> consumer,
            Span span,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> action,
            DoublePredicate reached) {
        consumer.assign(List.of(span.partition()));
        consumer.seek(span.partition(), span.start());
        boolean goesOn = true;
        long at = span.start();
        long movedNanos = System.nanoTime();
        while (goesOn && at < span.end()) {
            for (ConsumerRecord<byte[], byte[]> line : consumer.poll(POLL)) {
                if (line.offset() < span.end()) {
                    action.accept(line);
                }
            }
            long before = at;
            at = consumer.position(span.partition());
            if (at != before) {
                movedNanos = System.nanoTime();
            } else if (System.nanoTime() - movedNanos > PATIENCE.toNanos()) {
                throw new TimeoutException("nothing more comes of " + span.partition());
            }
            goesOn = reached.test(span.done(at));
        }
        return goesOn;
    }

    /** What stands elsewhere was not put there by the site's sensors, and is not judged. */
    private static TopicPartition partition(Consumer<byte[], byte[]> consumer, String topic, byte[] key) {
        int partitions = consumer.partitionsFor(topic).size();
        return new TopicPartition(topic, SitePartition.of(key, partitions));
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
                        // Of a record as old as Kafka keeps it, the beginning may go while it is read.
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        BATCHES_A_POLL,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
