package io.curfew.collector.correlate;

import io.curfew.events.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many records of each topic the view does not have yet. */
final class ViewBacklog implements AutoCloseable {
    private static final List<String> TOPICS = List.of(Topics.ALERTS, Topics.DEVICES, Topics.TRAFFIC);

    private final Admin admin;

    ViewBacklog(String kafka) {
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
    }

    /** Records that are there and not committed by an indexer, by topic. */
    Map<String, Long> now() throws InterruptedException {
        try {
            Map<TopicPartition, Long> done = new HashMap<>();
            for (GroupListing group : admin.listGroups().all().get()) {
                if (group.groupId().startsWith("curfew-index")) {
                    Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group.groupId())
                            .partitionsToOffsetAndMetadata()
                            .get();
                    committed.forEach((partition, offset) -> done.merge(partition, offset.offset(), Math::max));
                }
            }
            Map<String, Long> behind = new TreeMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends().entrySet()) {
                long missing = end.getValue().offset() - done.getOrDefault(end.getKey(), 0L);
                behind.merge(end.getKey().topic(), missing, Long::sum);
            }
            return behind;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(TOPICS).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(partition -> new TopicPartition(topic.name(), partition.partition())))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
