package io.curfew.collector.index;

import io.curfew.collector.store.ViewIdentity;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which filling of the view a consumer works for. The identity of the view stands beside each offset that is committed:
 * a partition whose offset was committed for another one is read from its beginning again, whoever reads it.
 */
final class Filling {
    private static final Logger LOG = Logger.getLogger(Filling.class);

    private final Consumer<byte[], byte[]> consumer;
    private final ViewIdentity view;
    private final long lookEachNanos;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private String identity = "";
    private long lookedAtNanos;
    private boolean mustLook = true;

    /** @param lookEach how soon another identity is noticed */
    Filling(Consumer<byte[], byte[]> consumer, ViewIdentity view, Duration lookEach) {
        this.consumer = consumer;
        this.view = view;
        this.lookEachNanos = lookEach.toNanos();
    }

    /** Partitions came that others may have read for another filling. */
    void assigned() {
        mustLook = true;
        committed.clear();
    }

    /** True when the view's identity should be looked at. */
    boolean isDue() {
        return mustLook || System.nanoTime() - lookedAtNanos >= lookEachNanos;
    }

    /** Asks the store which view it has, and goes back to the beginning where it is another; returns where. */
    List<TopicPartition> look() {
        String found = view.current();
        lookedAtNanos = System.nanoTime();
        if (!mustLook && found.equals(identity)) {
            return List.of();
        }
        mustLook = false;
        identity = found;
        Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(consumer.assignment());
        List<TopicPartition> others = consumer.assignment().stream()
                .filter(partition -> isOfAnotherView(known.get(partition)))
                .toList();
        if (!others.isEmpty()) {
            LOG.infof("view is filled from the beginning, view=%s partitions=%s", found, others);
            consumer.seekToBeginning(others);
            committed.clear();
        }
        return others;
    }

    /** Where nothing was committed a consumer begins at the beginning anyway. */
    private boolean isOfAnotherView(@Nullable OffsetAndMetadata known) {
        return known != null && !known.metadata().equals(identity);
    }

    /** The store has what the batch holds. */
    void commit(Batch batch) {
        consumer.commitSync(batch.next(identity));
    }

    /** Nothing came: what was skipped since, marks of transactions, is done with too. */
    void commitWhatWasSkipped() {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            long position = consumer.position(partition);
            Long before = committed.put(partition, position);
            if (before == null || before != position) {
                moved.put(partition, new OffsetAndMetadata(position, identity));
            }
        }
        if (!moved.isEmpty()) {
            consumer.commitSync(moved);
        }
    }
}
