package io.curfew.collector.index;

import io.curfew.events.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/** Whether what correlates is behind the sensors: by more than it did in the last two seconds. */
final class CorrelationProgress {
    private static final Logger LOG = Logger.getLogger(CorrelationProgress.class);
    private static final double SECONDS_BEHIND = 2;
    /** Fewer records than so many are done in a moment. */
    private static final long FEW = 50;

    private static final double NANOS_OF_A_SECOND = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private long doneBefore;
    private long lookedAtNanos;
    private boolean hasLooked;
    private volatile boolean isBehind;

    CorrelationProgress(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** True when it was behind when it was last looked at. */
    boolean isBehind() {
        return isBehind;
    }

    /**
     * Looks at the offsets in Kafka.
     *
     * @param group the consumer group of what correlates
     */
    void look(Admin admin, String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            long done = 0;
            for (Map.Entry<TopicPartition, @Nullable OffsetAndMetadata> partition : committed.entrySet()) {
                OffsetAndMetadata offset = partition.getValue();
                if (offset != null && partition.getKey().topic().equals(Topics.OBSERVATIONS)) {
                    wanted.put(partition.getKey(), OffsetSpec.latest());
                    done += offset.offset();
                }
            }
            long end = admin.listOffsets(wanted).all().get().values().stream()
                    .mapToLong(latest -> latest.offset())
                    .sum();
            looked(done, end);
        } catch (ExecutionException away) {
            LOG.debugf(away, "the progress of what correlates is not known now");
            isBehind = false;
        }
    }

    /** So many records were done, of so many that there are. */
    void looked(long done, long end) {
        long now = nanoTime.getAsLong();
        if (hasLooked) {
            double aSecond = (done - doneBefore) * NANOS_OF_A_SECOND / Math.max(1, now - lookedAtNanos);
            isBehind = end - done > Math.max(FEW, SECONDS_BEHIND * aSecond);
        }
        hasLooked = true;
        doneBefore = done;
        lookedAtNanos = now;
    }
}
