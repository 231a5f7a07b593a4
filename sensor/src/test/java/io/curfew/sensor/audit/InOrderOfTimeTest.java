package io.curfew.sensor.audit;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.sensor.ObservationSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What several readers tell comes in the order of time, whichever of them is faster. */
@Timeout(30)
final class InOrderOfTimeTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int MANY = 10 * Lane.MOST_WAITING;

    private final List<String> told = new ArrayList<>();
    private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

    private static Observation after(int seconds) {
        Endpoint end = new Endpoint(null, IpAddress.parse("192.0.2.21"), 123);
        return new NtpObservation(NOON.plusSeconds(seconds), end, end, 3, 4, 0);
    }

    private ObservationSink end(String name) {
        return observation -> told.add(
                name + observation.at().minusSeconds(NOON.getEpochSecond()).getEpochSecond());
    }

    /** Somebody who tells something at each of the seconds. */
    private InOrderOfTime.Reader reader(String name, IntStream seconds) {
        return relay -> {
            threads.add(Thread.currentThread());
            ObservationSink sink = relay.to(end(name));
            seconds.forEach(second -> sink.accept(after(second)));
        };
    }

    @Test
    void theEarliestComesFirst() throws InterruptedException {
        InOrderOfTime.read(List.of(reader("a", IntStream.of(1, 4, 5)), reader("b", IntStream.of(0, 2, 6))));

        assertThat(told).containsExactly("b0", "a1", "b2", "a4", "a5", "b6");
    }

    @Test
    void ofEqualsThatOfTheReaderWhoWasNamedFirstComesFirst() throws InterruptedException {
        InOrderOfTime.read(List.of(
                reader("b", IntStream.of(1, 2)), reader("a", IntStream.of(1, 1, 2)), reader("c", IntStream.of(1))));

        assertThat(told).containsExactly("b1", "a1", "a1", "c1", "b2", "a2");
    }

    @Test
    void whatAReaderTellsLateComesAtOnce() throws InterruptedException {
        InOrderOfTime.read(List.of(reader("a", IntStream.of(5, 1, 7)), reader("b", IntStream.of(4, 6))));

        assertThat(told).containsExactly("b4", "a5", "a1", "b6", "a7");
    }

    @Test
    void whoHasNothingMoreToTellDoesNotHoldUpTheOthers() throws InterruptedException {
        InOrderOfTime.read(List.of(
                reader("a", IntStream.empty()), reader("b", IntStream.of(3)), reader("c", IntStream.range(0, MANY))));

        assertThat(told)
                .hasSize(MANY + 1)
                .startsWith("c0", "c1", "c2", "b3", "c3")
                .endsWith("c" + (MANY - 1));
    }

    @Test
    void aReaderMayTellSeveralEnds() throws InterruptedException {
        InOrderOfTime.read(List.of(relay -> {
            relay.to(end("a")).accept(after(1));
            relay.to(end("b")).accept(after(2));
        }));

        assertThat(told).containsExactly("a1", "b2");
    }

    @Test
    void whoIsFarAheadWaits() throws InterruptedException {
        AtomicInteger ahead = new AtomicInteger();
        List<Integer> whileTheOtherIsTaken = new ArrayList<>();
        InOrderOfTime.Reader hasty = reader("a", IntStream.range(1, MANY).peek(_ -> ahead.incrementAndGet()));
        InOrderOfTime.Reader slow = relay -> relay.to(_ -> {
                    waitUntilAtRest(ahead);
                    whileTheOtherIsTaken.add(ahead.get());
                })
                .accept(after(0));

        InOrderOfTime.read(List.of(hasty, slow));

        assertThat(whileTheOtherIsTaken)
                .as("one was taken already, and one has not found room")
                .containsExactly(Lane.MOST_WAITING + 2);
        assertThat(told).hasSize(MANY - 1);
    }

    private void waitUntilAtRest(AtomicInteger ahead) {
        Thread hasty = threads.remove();
        while (ahead.get() < Lane.MOST_WAITING + 2 || hasty.getState() == Thread.State.RUNNABLE) {
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void theFailureOfAReaderComesOutAndLetsTheOthersGo() throws InterruptedException {
        IllegalArgumentException bug = new IllegalArgumentException("no such packet");
        InOrderOfTime.Reader failing = relay -> {
            relay.to(end("a")).accept(after(1));
            throw bug;
        };

        assertThatThrownBy(() -> InOrderOfTime.read(List.of(reader("b", IntStream.range(0, MANY)), failing)))
                .hasCause(bug);

        assertThat(told).containsExactly("b0", "b1", "a1");
        threads.take().join();
    }

    @Test
    void theFailureOfWhoTakesComesOutAndLetsTheReadersGo() throws InterruptedException {
        UncheckedIOException full = new UncheckedIOException(new IOException("no space left on device"));
        InOrderOfTime.Reader reader = relay -> {
            threads.add(Thread.currentThread());
            ObservationSink sink = relay.to(_ -> {
                throw full;
            });
            IntStream.range(0, MANY).forEach(second -> sink.accept(after(second)));
        };

        assertThatThrownBy(() -> InOrderOfTime.read(List.of(reader, reader))).isSameAs(full);

        threads.take().join();
        threads.take().join();
    }
}
