package io.curfew.collector.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A topic of one partition, read from its beginning to its end and from then on followed. Whoever needs to can wait
 * until all is known that was written before.
 */
final class FollowedTopic implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FollowedTopic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaConnection connection;
    private final String clientId;
    private final TopicPartition partition;
    private final Reader reader;
    private final Object progress = new Object();
    private long nextOffset;
    private @Nullable Consumer<String, byte[]> follower;
    private volatile @Nullable Thread following;

    /** Takes what is read, in one thread at a time. When it fails, that is logged, and it hears of what comes next. */
    interface Reader {
        void take(ConsumerRecord<String, byte[]> line);

        /** Hears about once a second that nothing more is at hand. */
        default void rested() {}
    }

    /** @param clientId names the clients in the broker's logs */
    FollowedTopic(KafkaConnection connection, String clientId, String topic, Reader reader) {
        this.connection = connection;
        this.clientId = clientId;
        this.partition = new TopicPartition(topic, 0);
        this.reader = reader;
    }

    /**
     * Reads the topic to its end, then goes on in a thread of its own; nothing when it does so already. The topic must
     * exist.
     *
     * @throws KafkaAwayException when Kafka does not answer in time
     */
    synchronized void start() {
        if (following != null) {
            return;
        }
        Consumer<String, byte[]> consumer = connection.reader(clientId, PATIENCE);
        try {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            TopicEnd.read(consumer, PATIENCE, this::take);
            rest(consumer);
        } catch (KafkaException away) {
            consumer.close();
            throw new KafkaAwayException("the topic " + partition.topic() + " could not be read", away);
        }
        follower = consumer;
        following = Thread.ofPlatform().daemon().name(clientId).start(() -> follow(consumer));
    }

    private void follow(Consumer<String, byte[]> consumer) {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::take);
                rest(consumer);
            }
        } catch (WakeupException closed) {
            LOG.debugf("no longer followed, topic=%s", partition.topic());
        } catch (KafkaException refused) {
            LOG.errorf(refused, "can no longer be followed, topic=%s", partition.topic());
        }
    }

    private void take(ConsumerRecord<String, byte[]> line) {
        try {
            reader.take(line);
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "record not taken, topic=%s offset=%d", line.topic(), line.offset());
        }
    }

    private void rest(Consumer<String, byte[]> consumer) {
        try {
            reader.rested();
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "nothing done while no record came, topic=%s", partition.topic());
        }
        synchronized (progress) {
            nextOffset = consumer.position(partition);
            progress.notifyAll();
        }
    }

    /**
     * Waits until everything that was committed before the call has been taken.
     *
     * @throws KafkaException when that takes too long
     */
    void awaitAllCommitted() {
        awaitAllCommitted(PATIENCE);
    }

    /**
     * Waits until everything that was committed before the call has been taken.
     *
     * @param patience for asking where the end is, and once more for reaching it
     * @throws KafkaException when that takes longer
     */
    void awaitAllCommitted(Duration patience) {
        long end;
        try (Consumer<String, byte[]> consumer = connection.reader(clientId + "-end", patience)) {
            end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition), patience).get(partition));
        }
        awaitTaken(end, patience);
    }

    /**
     * Waits until everything before the offset has been taken.
     *
     * @throws KafkaException when that takes too long
     */
    void awaitTaken(long end) {
        awaitTaken(end, PATIENCE);
    }

    private void awaitTaken(long end, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        synchronized (progress) {
            while (nextOffset < end) {
                long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    throw new TimeoutException("the topic " + partition.topic() + " is not followed");
                }
                try {
                    progress.wait(leftMillis);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new InterruptException(interrupted);
                }
            }
        }
    }

    /** True once all is known, as long as what comes is. */
    boolean isFollowing() {
        Thread thread = following;
        return thread != null && thread.isAlive();
    }

    /** True when it was started and has ended by itself. */
    boolean hasFailed() {
        Thread thread = following;
        return thread != null && !thread.isAlive();
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.wakeup();
        }
        Thread thread = following;
        if (thread != null) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
