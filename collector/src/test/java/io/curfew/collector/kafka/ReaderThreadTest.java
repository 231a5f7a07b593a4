package io.curfew.collector.kafka;

import io.curfew.collector.retry.Backoff;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** When a thread that reads Kafka begins again, and when it ends. */
final class ReaderThreadTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<MockConsumer<byte[], byte[]>> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger ended = new AtomicInteger();
    private final ReaderThread thread = new ReaderThread(
            "reads",
            () -> new MockConsumer<>("earliest"),
            this::read,
            new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
            PATIENCE);

    /** Fails the first time, then reads. */
    private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
        begun.add((MockConsumer<byte[], byte[]>) consumer);
        try {
            if (begun.size() == 1) {
                throw new IllegalStateException("the first reading fails");
            }
            while (true) {
                consumer.poll(Duration.ZERO);
                Thread.sleep(Duration.ofMillis(5));
            }
        } finally {
            ended.incrementAndGet();
        }
    }

    private void startAndFailOnce() {
        thread.start();
        Awaitility.await().atMost(PATIENCE).until(() -> begun.size() == 2);
    }

    @AfterEach
    void end() {
        thread.close();
    }

    @Test
    void afterAFailureItBeginsAgainWithAnotherConsumer() {
        startAndFailOnce();

        assertThat(begun.getFirst().closed()).isTrue();
        assertThat(begun.getLast().closed()).isFalse();
    }

    @Test
    void closingWakesUpWhoeverReadsAndWaitsForTheEnd() {
        startAndFailOnce();

        thread.close();

        assertThat(begun).hasSize(2).allMatch(MockConsumer::closed);
        assertThat(ended).hasValue(2);
    }

    @Test
    void whatIsClosedBeforeItStartsReadsNothing() {
        thread.close();
        thread.start();
        thread.close();

        assertThat(begun).isEmpty();
    }
}
