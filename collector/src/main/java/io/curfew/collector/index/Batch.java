package io.curfew.collector.index;

import io.curfew.collector.store.Change;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one poll gave, until the store has it. As large as a poll. */
final class Batch {
    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();

    Batch(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            records.put(partition, polled.records(partition));
        }
    }

    /** Leaves out partitions that another indexer has now: it reads them again from what was committed. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(records::remove);
    }

    /** The records of each partition, the last first. */
    List<ConsumerRecord<byte[], byte[]>> latestFirst() {
        return records.values().stream()
                .flatMap(lines -> lines.reversed().stream())
                .toList();
    }

    /** True when there is nothing to keep. */
    boolean isEmpty() {
        return records.isEmpty();
    }

    /**
     * The offsets to go on from.
     *
     * @param view the filling of the view that has the records
     */
    Map<TopicPartition, OffsetAndMetadata> next(String view) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        records.forEach((partition, lines) ->
                next.put(partition, new OffsetAndMetadata(lines.getLast().offset() + 1, view)));
        return next;
    }

    /**
     * A change and the record that asks for it.
     *
     * @param change what to keep
     * @param source where it stood
     */
    record Wanted(Change change, ConsumerRecord<byte[], byte[]> source) {}
}
