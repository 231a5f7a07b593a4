package io.curfew.collector.notify;

import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.ReaderThread;
import io.curfew.collector.retry.Backoff;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Serves one channel in a thread of its own, and begins again after a failure, until it is closed. */
final class ChannelThread implements AutoCloseable {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

    private final Channel channel;
    private final Carrier carrier;
    private final ChannelJournal journal;
    private final KafkaConnection kafka;
    private final Limits limits;
    private final Clock clock;
    private final ReaderThread thread;

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
        thread =
                new ReaderThread("notify-" + channel.name(), this::consumer, this::serve, backoff(), channel.timeout());
    }

    private Backoff backoff() {
        return new Backoff(FIRST_WAIT, limits.longestWait());
    }

    void start() {
        thread.start();
    }

    private void serve(Consumer<byte[], byte[]> reads) throws InterruptedException {
        try (ToldLog log = new ToldLog(kafka, channel.name())) {
            ToldMemory memory = new ToldMemory(limits.mostRemembered(), journal::forgot);
            WaitingChanges waiting = new WaitingChanges(limits.mostWaiting());
            Desk desk = new Desk(channel, carrier, memory, waiting, journal, backoff(), clock);
            new ChannelFollower(reads, log, memory, desk, clock).run();
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
                KafkaConnection.SESSION_MILLIS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1_024 * 1_024));
    }

    @Override
    public void close() {
        thread.close();
    }
}
