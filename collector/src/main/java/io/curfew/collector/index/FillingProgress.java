package io.curfew.collector.index;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/**
 * How far the indexers are with one filling of the view, as their committed offsets say. Measured up to where the
 * topics ended when it began, so that it comes to an end while more is written.
 */
final class FillingProgress {
    private final Admin admin;
    private final List<String> groups;
    private final String view;
    private final Map<TopicPartition, Long> begins;
    private final Map<TopicPartition, Long> ends;

    private FillingProgress(
            Admin admin,
            List<String> groups,
            String view,
            Map<TopicPartition, Long> begins,
            Map<TopicPartition, Long> ends) {
        this.admin = admin;
        this.groups = groups;
        this.view = view;
        this.begins = begins;
        this.ends = ends;
    }

    /**
     * Counts of records, marks of transactions among them.
     *
     * @param done how many were read for this filling
     * @param all how many there are to read
     */
    record Count(long done, long all) {
        boolean isComplete() {
            return done >= all;
        }
    }

    /**
     * Looks at what there is to read.
     *
     * @param group begins the names of the indexers' consumer groups
     */
    static FillingProgress of(Admin admin, String group, String view) throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions(admin);
        return new FillingProgress(
                admin,
                IndexRole.groups(group),
                view,
                offsets(admin, partitions, OffsetSpec.earliest()),
                offsets(admin, partitions, OffsetSpec.latest()));
    }

    /** The time of the first record of each topic that has any. */
    static Map<String, Instant> since(Admin admin) throws ExecutionException, InterruptedException {
        Map<String, Instant> since = new TreeMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> first :
                found(admin, partitions(admin), OffsetSpec.forTimestamp(0)).entrySet()) {
            long millis = first.getValue().timestamp();
            if (millis >= 0) {
                since.merge(
                        first.getKey().topic(),
                        Instant.ofEpochMilli(millis),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return since;
    }

    /** How far they are now. */
    Count now() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        for (String group : groups) {
            committed.putAll(admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get());
        }
        long done = 0;
        long all = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            long begin = begins.getOrDefault(end.getKey(), 0L);
            long wanted = end.getValue() - begin;
            all += wanted;
            done += Math.clamp(reached(committed.get(end.getKey()), begin) - begin, 0, wanted);
        }
        return new Count(done, all);
    }

    private long reached(@Nullable OffsetAndMetadata committed, long begin) {
        return committed == null || !committed.metadata().equals(view) ? begin : committed.offset();
    }

    private static List<TopicPartition> partitions(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(IndexedTopics.all()).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .toList();
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        return found(admin, partitions, spec).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> found(
            Admin admin, List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        return admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get();
    }
}
