package io.curfew.collector.index;

import io.curfew.collector.retry.Backoff;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewWriter;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads topics and keeps what they say in the store. Offsets are committed after the store has answered, so a record is
 * kept at least once, and ids make that once. While the store is away nothing more is read: Kafka holds it.
 */
final class Indexer {
    /** So many changes make a bulk, or so many octets; what one record asks for stays together. */
    static final int MOST_CHANGES = 2_000;

    private static final int MANY_OCTETS = 4 * 1_024 * 1_024;
    /**
     * So many records a poll takes, of which each may have a megabyte, however little of that Kafka sent: it packs
     * records, and counts what they have when packed.
     */
    static final int RECORDS_A_POLL = 10;

    private static final Logger LOG = Logger.getLogger(Indexer.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Filling filling;
    private final ViewWriter store;
    private final PutAside aside;
    private final IndexMetrics metrics;
    private final Backoff backoff;
    private final Pace pace;
    private final ChangeReader reader = new ChangeReader();

    Indexer(
            Consumer<byte[], byte[]> consumer,
            Filling filling,
            ViewWriter store,
            PutAside aside,
            IndexMetrics metrics,
            Backoff backoff,
            Pace pace) {
        this.consumer = consumer;
        this.filling = filling;
        this.store = store;
        this.aside = aside;
        this.metrics = metrics;
        this.backoff = backoff;
        this.pace = pace;
    }

    /** Reads and keeps until the consumer is woken up. */
    void run(Set<String> topics) {
        Partitions partitions = new Partitions();
        consumer.subscribe(topics, partitions);
        try {
            while (true) {
                step(partitions);
            }
        } catch (WakeupException closing) {
            LOG.debugf("indexing ends, topics=%s", topics);
        }
    }

    private void step(Partitions partitions) {
        Batch batch = read(partitions);
        if (filling.isDue()) {
            batch.forget(patiently(filling::look, partitions));
        }
        if (batch.isEmpty()) {
            filling.commitWhatWasSkipped();
            return;
        }
        keep(batch, partitions);
        batch.forget(partitions.lost);
        filling.commit(batch);
    }

    /** What waits, until it is enough. */
    private Batch read(Partitions partitions) {
        Batch batch = new Batch();
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        partitions.lost.clear();
        batch.add(polled);
        while (polled.count() >= RECORDS_A_POLL && !batch.isFull()) {
            polled = consumer.poll(Duration.ZERO);
            // What comes now is of who has the partitions now, and begins where was committed.
            batch.forget(partitions.lost);
            partitions.lost.clear();
            batch.add(polled);
        }
        return batch;
    }

    /** No more of a batch than one bulk is held as changes. */
    private void keep(Batch batch, Partitions partitions) {
        LatestFirst latest = new LatestFirst();
        List<Batch.Wanted> bulk = new ArrayList<>();
        long octets = 0;
        for (ConsumerRecord<byte[], byte[]> line : batch.latestFirst()) {
            List<Change> changes = read(line, latest);
            changes.forEach(change -> bulk.add(new Batch.Wanted(change, line)));
            octets += octets(line, changes);
            if (bulk.size() >= MOST_CHANGES || octets >= MANY_OCTETS) {
                keep(bulk, partitions);
                bulk.clear();
                octets = 0;
            }
        }
        if (!bulk.isEmpty()) {
            keep(bulk, partitions);
        }
    }

    /** Of the documents; of those that are made as they are written about as many as their record has. */
    private static long octets(ConsumerRecord<byte[], byte[]> line, List<Change> changes) {
        long traffic = 0;
        for (Change change : changes) {
            traffic += change instanceof Change.TrafficSeen seen ? seen.json().remaining() : 0;
        }
        return changes.isEmpty() ? 0 : Math.max(traffic, line.value().length);
    }

    private List<Change> read(ConsumerRecord<byte[], byte[]> line, LatestFirst latest) {
        if (latest.isOutdated(line)) {
            metrics.changesRead(1);
            metrics.changesSuperseded(1);
            return List.of();
        }
        return switch (reader.read(line)) {
            case ChangeReading.Accepted accepted -> {
                List<Change> kept =
                        accepted.changes().stream().filter(store::keeps).toList();
                List<Change> changes = latest.accept(line, kept);
                metrics.changesRead(accepted.changes().size());
                metrics.changesOutOfTime(accepted.changes().size() - kept.size());
                metrics.changesSuperseded(kept.size() - changes.size());
                yield changes;
            }
            case ChangeReading.Refused refused -> {
                metrics.recordUnreadable();
                aside.keep(line, line.value(), refused.reason());
                yield List.of();
            }
        };
    }

    private void keep(List<Batch.Wanted> wanted, Partitions partitions) {
        long begin = System.nanoTime();
        patiently(
                () -> {
                    List<Batch.Wanted> ours = wanted.stream()
                            .filter(one -> !partitions.isLost(one.source()))
                            .toList();
                    List<Rejection> rejections =
                            store.write(ours.stream().map(Batch.Wanted::change).toList());
                    metrics.bulkKept(ours.size() - rejections.size());
                    putAside(ours, rejections);
                    return rejections;
                },
                partitions);
        Duration rest = pace.restAfter(Duration.ofNanos(System.nanoTime() - begin));
        if (rest.isPositive()) {
            partitions.waitFor(rest);
        }
    }

    /** Asks the store until it answers; meanwhile nothing is read. */
    private <T> T patiently(Supplier<T> question, Partitions partitions) {
        while (true) {
            try {
                T answer = question.get();
                backoff.succeeded();
                return answer;
            } catch (StoreAwayException away) {
                metrics.storeWasAway();
                Duration wait = backoff.afterFailure();
                LOG.warnf("store is away, trying again, reason=%s wait=%s", away.getMessage(), wait);
                partitions.waitFor(wait);
            }
        }
    }

    private void putAside(List<Batch.Wanted> wanted, List<Rejection> rejections) {
        if (rejections.isEmpty()) {
            return;
        }
        IdentityHashMap<Change, ConsumerRecord<byte[], byte[]>> sources = new IdentityHashMap<>();
        wanted.forEach(one -> sources.put(one.change(), one.source()));
        for (Rejection rejection : rejections) {
            ConsumerRecord<byte[], byte[]> source = sources.get(rejection.change());
            if (source != null) {
                aside.keep(source, document(rejection.change(), source), rejection.reason());
            }
        }
        metrics.changesRejected(rejections.size());
    }

    private static byte[] document(Change change, ConsumerRecord<byte[], byte[]> source) {
        if (!(change instanceof Change.TrafficSeen seen)) {
            return source.value();
        }
        byte[] document = new byte[seen.json().remaining()];
        seen.json().duplicate().get(document);
        return document;
    }

    /** Stays in the consumer group while the store is waited for, and knows which partitions went elsewhere. */
    private final class Partitions implements ConsumerRebalanceListener {
        private final List<TopicPartition> lost = new ArrayList<>();
        private boolean isWaiting;

        boolean isLost(ConsumerRecord<byte[], byte[]> line) {
            return lost.contains(new TopicPartition(line.topic(), line.partition()));
        }

        void waitFor(Duration wait) {
            isWaiting = true;
            consumer.pause(consumer.assignment());
            try {
                var nothing = consumer.poll(wait);
                if (!nothing.isEmpty()) {
                    throw new IllegalStateException("paused partitions gave " + nothing.count() + " records");
                }
            } finally {
                isWaiting = false;
            }
            consumer.resume(consumer.paused());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            lost.addAll(revoked);
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            filling.assigned();
            if (isWaiting) {
                consumer.pause(assigned);
            }
        }
    }
}
