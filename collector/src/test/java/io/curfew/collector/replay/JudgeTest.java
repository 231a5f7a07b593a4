package io.curfew.collector.replay;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A trial on a thread of its own. */
final class JudgeTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private static Observation asksForTime(int second) {
        Endpoint clock = new Endpoint(null, IpAddress.parse("192.0.2.23"), 123);
        Endpoint server = new Endpoint(null, IpAddress.parse("192.0.2.1"), 123);
        return new NtpObservation(NOON.plusSeconds(second), clock, server, 3, 4, 0);
    }

    @Test
    void aTrialTakesAllInTheOrderInWhichItWasHandedOver() {
        List<Observation> handedOver =
                IntStream.range(0, 1_000).mapToObj(JudgeTest::asksForTime).toList();
        List<Observation> taken = new ArrayList<>();

        try (Judge<Observation> judge = new Judge<>("test", taken::add)) {
            handedOver.forEach(judge::take);
            judge.finish();
        }

        assertThat(taken).isEqualTo(handedOver);
    }

    @Test
    void aTrialThatBreaksOffIsNoResult() {
        try (Judge<Observation> judge = new Judge<>("test", observation -> {
            throw new IllegalArgumentException("a defect");
        })) {
            IntStream.range(0, 100).forEach(second -> judge.take(asksForTime(second)));

            assertThatThrownBy(judge::finish).hasRootCauseMessage("a defect");
        }
    }

    @Test
    void aTrialThatRunsOutOfStackIsNoResultEither() {
        try (Judge<Observation> judge = new Judge<>("test", observation -> {
            throw new StackOverflowError("too deep");
        })) {
            IntStream.range(0, 100).forEach(second -> judge.take(asksForTime(second)));

            assertThatThrownBy(judge::finish).hasRootCauseMessage("too deep");
        }
    }

    @Test
    void whatWaitsIsGivenUpWhenNobodyWantsItAnyMore() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        List<Observation> taken = new ArrayList<>();

        try (Judge<Observation> judge = new Judge<>("test", observation -> {
            taken.add(observation);
            begun.countDown();
            awaitUninterrupted(never);
        })) {
            IntStream.range(0, 10).forEach(second -> judge.take(asksForTime(second)));
            awaitUninterrupted(begun);
        }

        assertThat(taken).containsExactly(asksForTime(0));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
