package io.curfew.collector.notify;

import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives all partitions to one member of a group, so that one process tells what happens at all sites in one message;
 * the others stand by to go on.
 */
public final class OneReader implements ConsumerPartitionAssignor {

    @Override
    public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
        Map<String, Assignment> assignments = new HashMap<>();
        group.groupSubscription().forEach((member, _) -> assignments.put(member, new Assignment(List.of())));
        group.groupSubscription().entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .ifPresent(first -> assignments.put(
                        first.getKey(),
                        new Assignment(first.getValue().topics().stream()
                                .flatMap(topic -> metadata.partitionsForTopic(topic).stream())
                                .map(OneReader::partition)
                                .toList())));
        return new GroupAssignment(assignments);
    }

    private static TopicPartition partition(PartitionInfo partition) {
        return new TopicPartition(partition.topic(), partition.partition());
    }

    @Override
    public String name() {
        return "one-reader";
    }
}
