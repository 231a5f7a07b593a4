package io.curfew.collector.correlate;

import io.curfew.events.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How many of the observation topic's records a consumer group has committed. */
final class GroupProgress implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Admin admin;
    private final String group;

    GroupProgress(String kafka, String group) {
        this.admin = Admin.create(Map.of("bootstrap.servers", kafka));
        this.group = group;
    }

    /** How many records there are. */
    long end() throws InterruptedException {
        try {
            int partitions = admin.describeTopics(List.of(Topics.OBSERVATIONS)).allTopicNames().get().values().stream()
                    .mapToInt(topic -> topic.partitions().size())
                    .sum();
            Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(Topics.OBSERVATIONS, partition))
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            return admin.listOffsets(latest).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** How many are done. */
    long done() throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(offset -> offset.getKey().topic().equals(Topics.OBSERVATIONS) && offset.getValue() != null)
                    .mapToLong(offset -> offset.getValue().offset())
                    .sum();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /**
     * Waits until so many are done.
     *
     * @param look how often to look
     * @param check called each time; throws when there is nothing to wait for
     */
    void await(long records, Duration look, Runnable check) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (done() < records) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + done() + " of " + records + " records are done");
            }
            check.run();
            Thread.sleep(look);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
