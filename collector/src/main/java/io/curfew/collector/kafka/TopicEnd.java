package io.curfew.collector.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

import java.time.Duration;
import java.util.Map;

/** The end that topics have when somebody asks for it. */
public final class TopicEnd {
    private TopicEnd() {}

    /**
     * Hands over what stands in the consumer's partitions between where it is and their end.
     *
     * @param patience how long Kafka may take for each step
     * @throws TimeoutException when nothing more comes in that time
     */
    public static void read(
            Consumer<String, byte[]> consumer,
            Duration patience,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> taker) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment(), patience);
        long end = ends.values().stream().mapToLong(Long::longValue).sum();
        for (long at = position(consumer, patience), last = -1;
                at < end;
                last = at, at = position(consumer, patience)) {
            if (at == last) {
                throw new TimeoutException("not read to the end: " + ends.keySet());
            }
            consumer.poll(patience).forEach(taker);
        }
    }

    /** How far all partitions together are read. */
    private static long position(Consumer<String, byte[]> consumer, Duration patience) {
        return consumer.assignment().stream()
                .mapToLong(partition -> consumer.position(partition, patience))
                .sum();
    }
}
