package io.curfew.collector.notify;

import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.retry.Backoff;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Serves one channel in a thread of its own, and begins again after a failure, until it is closed. */
final class ChannelThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ChannelThread.class);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final int SESSION_MILLIS = 10_000;

    private final Channel channel;
    private final Carrier carrier;
    private final ChannelJournal journal;
    private final KafkaConnection kafka;
    private final Limits limits;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private @Nullable Thread thread;

    /**
     * What a channel may hold, and how long it may wait.
     *
     * @param group begins the name of the consumer group
     * @param mostWaiting the most changes that wait
     * @param mostRemembered the most alerts of which is remembered that they were told
     * @param longestWait the longest wait between two attempts
     */
    record Limits(String group, int mostWaiting, int mostRemembered, Duration longestWait) {}

    ChannelThread(
            Channel channel,
            Carrier carrier,
            ChannelJournal journal,
            KafkaConnection kafka,
            Limits limits,
            Clock clock) {
        this.channel = channel;
        this.carrier = carrier;
        this.journal = journal;
        this.kafka = kafka;
        this.limits = limits;
        this.clock = clock;
    }

    void start() {
        thread = Thread.ofPlatform().name("notify-" + channel.name()).start(this::run);
    }

    private void run() {
        Backoff betweenRuns = new Backoff(FIRST_WAIT, limits.longestWait());
        try {
            while (closing.getCount() > 0) {
                Instant began = clock.instant();
                attempt();
                Duration wait = betweenRuns.afterRun(Duration.between(began, clock.instant()));
                if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() throws InterruptedException {
        try (Consumer<byte[], byte[]> reads = consumer();
                ToldLog log = new ToldLog(kafka, channel.name())) {
            consumer = reads;
            ToldMemory memory = new ToldMemory(limits.mostRemembered(), journal::forgot);
            Desk desk = new Desk(
                    channel,
                    carrier,
                    memory,
                    new WaitingChanges(limits.mostWaiting()),
                    journal,
                    new Backoff(FIRST_WAIT, limits.longestWait()),
                    clock);
            new ChannelFollower(reads, log, memory, desk, clock).run();
        } catch (WakeupException closed) {
            LOG.debugf("channel closed, channel=%s", channel.name());
        } catch (KafkaException away) {
            LOG.warnf(
                    "notifications interrupted, beginning again, channel=%s reason=%s",
                    channel.name(), away.getMessage());
        } catch (RuntimeException bug) {
            LOG.errorf(bug, "notifications failed, beginning again, channel=%s", channel.name());
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        String group = limits.group() + "-" + channel.name();
        return kafka.readerOfOctets(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.CLIENT_ID_CONFIG,
                group,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "latest",
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(OneReader.class),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MILLIS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1_024 * 1_024));
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        Thread running = thread;
        if (running != null) {
            try {
                running.join(channel.timeout());
                running.interrupt();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
