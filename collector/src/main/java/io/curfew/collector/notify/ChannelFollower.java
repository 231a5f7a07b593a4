package io.curfew.collector.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the alerts for one channel. Its offset is committed when nothing read waits any more, and after what was told
 * is written down: a killed process tells nothing twice that it had written down, and loses nothing.
 */
final class ChannelFollower {
    private static final Logger LOG = Logger.getLogger(ChannelFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration BETWEEN_COMMITS = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> consumer;
    private final ToldLog log;
    private final ToldMemory memory;
    private final Desk desk;
    private final Clock clock;
    private final ObjectMapper json = CurfewJson.mapper();
    private boolean isAhead;
    private Wait untilCommit = Wait.NONE;

    ChannelFollower(Consumer<byte[], byte[]> consumer, ToldLog log, ToldMemory memory, Desk desk, Clock clock) {
        this.consumer = consumer;
        this.log = log;
        this.memory = memory;
        this.desk = desk;
        this.clock = clock;
    }

    /** Reads and tells until the consumer is woken up. */
    void run() throws InterruptedException {
        consumer.subscribe(List.of(Topics.ALERTS), new Beginning());
        while (true) {
            for (ConsumerRecord<byte[], byte[]> line : consumer.poll(POLL)) {
                isAhead = true;
                accept(line);
            }
            desk.tellIfDue();
            log.write(memory);
            commit();
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> line) {
        try {
            desk.accept(CurfewJson.read(json, line.value(), Alert.class));
        } catch (IOException | IllegalArgumentException malformed) {
            LOG.debugf("alert unreadable, partition=%d offset=%d", line.partition(), line.offset());
        }
    }

    private void commit() {
        Instant now = clock.instant();
        if (isAhead && desk.isIdle() && untilCommit.isOver(now)) {
            consumer.commitSync();
            untilCommit = Wait.of(now, BETWEEN_COMMITS);
            isAhead = false;
        }
    }

    /** Who comes to read remembers what was told; and a channel that is new does not tell what is old. */
    private final class Beginning implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            beginAtEnd(partitions);
            try {
                desk.begin(log.read(memory, clock.instant()));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /** Committed at once: what comes before the first message must not be skipped after a crash. */
        private void beginAtEnd(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(Set.copyOf(partitions));
            List<TopicPartition> fresh = partitions.stream()
                    .filter(partition -> known.get(partition) == null)
                    .toList();
            // Of none, Kafka's client would take all.
            if (fresh.isEmpty()) {
                return;
            }
            consumer.seekToEnd(fresh);
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            fresh.forEach(partition -> ends.put(partition, new OffsetAndMetadata(consumer.position(partition))));
            consumer.commitSync(ends);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            desk.begin(Instant.MAX);
        }
    }
}
