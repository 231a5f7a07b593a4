package io.curfew.collector.index;

import io.curfew.collector.store.Change;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What some polls gave, until the store has it. Full at {@value #MOST_RECORDS} records or {@value #MANY_OCTETS} octets,
 * and then as large as one poll more.
 */
final class Batch {
    /** The more states of alerts and devices are read at once, the more of them are outdated and not written. */
    static final int MOST_RECORDS = 2_000;
    /** Of values as they are when they are unpacked. */
    static final int MANY_OCTETS = 8 * 1_024 * 1_024;

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private int count;
    private long octets;

    /** What a poll gave, later than all that is there already. */
    void add(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            records.computeIfAbsent(partition, _ -> new ArrayList<>()).addAll(polled.records(partition));
        }
        for (ConsumerRecord<byte[], byte[]> line : polled) {
            count++;
            octets += line.value() == null ? 0 : line.value().length;
        }
    }

    /** True when it is kept before more is read. */
    boolean isFull() {
        return count >= MOST_RECORDS || octets >= MANY_OCTETS;
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
