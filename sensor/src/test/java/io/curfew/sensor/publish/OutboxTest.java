package io.curfew.sensor.publish;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
final class OutboxTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SensorId THINGS = new SensorId("things");
    private static final Endpoint VACUUM = new Endpoint(null, IpAddress.parse("192.0.2.21"), 5_353);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int PLENTY_BYTES = 10_000_000;

    private static Outbox outbox(long capacityBytes, Outbox.WhenFull whenFull) {
        return new Outbox(LISBON, THINGS, "run-1", capacityBytes, whenFull, new NoSpool());
    }

    private static Observation said(String name) {
        return new AnnouncementObservation(NOON, VACUUM, "mdns", name, null, null);
    }

    private static void fill(Outbox outbox, int observations) {
        for (int number = 0; number < observations; number++) {
            outbox.accept(said("vacuum " + number));
        }
    }

    private static ObservationBatch read(EncodedBatch batch) {
        return ((BatchReading.Accepted) BatchReader.read(batch.value())).batch();
    }

    private static List<ObservationBatch> drain(Outbox outbox) throws InterruptedException {
        outbox.close();
        List<ObservationBatch> batches = new ArrayList<>();
        for (List<EncodedBatch> next = outbox.next(); !next.isEmpty(); next = outbox.next()) {
            next.forEach(batch -> batches.add(read(batch)));
            outbox.acknowledge(next.size());
        }
        return batches;
    }

    private static void assertNothingIsUnaccounted(OutboxCounters counters) {
        assertThat(counters.made()).isEqualTo(counters.sent() + counters.queued() + counters.droppedInAll());
    }

    @Test
    void batchesKeepTheOrderAndAreNumberedWithoutHoles() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);

        fill(outbox, 1_201);
        List<ObservationBatch> batches = drain(outbox);

        assertThat(batches).extracting(ObservationBatch::sequence).containsExactly(0L, 1L, 2L);
        assertThat(batches).extracting(batch -> batch.observations().size()).containsExactly(500, 500, 201);
        assertThat(batches.getLast().observations().getLast()).isEqualTo(said("vacuum 1200"));
        assertThat(batches)
                .allSatisfy(batch -> assertThat(batch)
                        .extracting(ObservationBatch::site, ObservationBatch::sensor, ObservationBatch::run)
                        .containsExactly(LISBON, THINGS, "run-1"));
    }

    @Test
    void aBatchIsCutWhenItIsTimeAndNotWithoutObservations() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);

        outbox.cut();
        outbox.accept(said("first"));
        outbox.cut();
        outbox.cut();
        outbox.accept(said("second"));

        assertThat(drain(outbox))
                .extracting(ObservationBatch::observations)
                .containsExactly(List.of(said("first")), List.of(said("second")));
    }

    @Test
    void aFullOutboxDropsItsOldestBatchesAndTheirNumbersAreMissing() throws InterruptedException {
        Outbox outbox = outbox(50_000, Outbox.WhenFull.DROP_OLDEST);

        fill(outbox, 5_000);
        OutboxCounters full = outbox.counters();
        List<ObservationBatch> batches = drain(outbox);

        assertThat(full.queuedBytes()).isLessThanOrEqualTo(50_000);
        assertThat(full.droppedInAll()).isPositive();
        assertNothingIsUnaccounted(full);
        assertThat(batches.getFirst().sequence()).isEqualTo(full.droppedInAll() / ObservationBatch.MOST_OBSERVATIONS);
        assertThat(batches.getLast().sequence()).isEqualTo(9);
        assertThat(outbox.counters())
                .isEqualTo(new OutboxCounters(
                        5_000,
                        0,
                        5_000 - full.droppedInAll(),
                        0,
                        0,
                        Map.of(DropCause.MEMORY_FULL, full.droppedInAll()),
                        batches.size(),
                        0,
                        null,
                        Duration.ZERO,
                        0,
                        0));
    }

    @Test
    void theBatchBeingSentIsNeverDropped() throws InterruptedException {
        Outbox outbox = outbox(50_000, Outbox.WhenFull.DROP_OLDEST);
        fill(outbox, 500);
        assertThat(outbox.next()).hasSize(1);

        fill(outbox, 5_000);
        outbox.acknowledge(1);

        assertThat(outbox.counters().sent()).isEqualTo(500);
        assertNothingIsUnaccounted(outbox.counters());
    }

    @Test
    void anOutboxThatWaitsLosesNothing() throws InterruptedException {
        Outbox outbox = outbox(20_000, Outbox.WhenFull.WAIT);
        Thread replay = Thread.ofVirtual().start(() -> {
            fill(outbox, 5_000);
            outbox.close();
        });

        List<ObservationBatch> batches = new ArrayList<>();
        for (List<EncodedBatch> next = outbox.next(); !next.isEmpty(); next = outbox.next()) {
            int largestBytes =
                    next.stream().mapToInt(batch -> batch.value().length).max().orElseThrow();
            assertThat(outbox.counters().queuedBytes()).isLessThan(20_000 + 2L * largestBytes);
            next.forEach(batch -> batches.add(read(batch)));
            outbox.acknowledge(next.size());
        }
        replay.join();

        assertThat(batches).hasSize(10);
        assertThat(outbox.counters().sent()).isEqualTo(5_000);
    }

    @Test
    void whoeverWaitsForRoomIsLetGoWhenTheOutboxCloses() throws InterruptedException {
        Outbox outbox = outbox(1, Outbox.WhenFull.WAIT);
        fill(outbox, 500);
        CountDownLatch waiting = new CountDownLatch(1);
        Thread replay = Thread.ofPlatform().start(() -> {
            waiting.countDown();
            outbox.accept(said("late"));
        });
        waiting.await();

        outbox.close();
        replay.join();

        assertThat(outbox.counters().droppedInAll()).isEqualTo(1);
        assertNothingIsUnaccounted(outbox.counters());
    }

    @Test
    void aBatchTooLargeForARecordIsSplit() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);

        for (int number = 0; number < 5; number++) {
            outbox.accept(said(number + "x".repeat(OpenBatch.LARGEST_RECORD_BYTES / 4)));
        }
        List<ObservationBatch> batches = drain(outbox);

        assertThat(batches).extracting(ObservationBatch::sequence).containsExactly(0L, 1L);
        assertThat(batches).extracting(batch -> batch.observations().size()).containsExactly(3, 2);
    }

    @Test
    void anObservationThatNobodyTakesIsDroppedAndCounted() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);

        outbox.accept(said("before"));
        outbox.accept(said("x".repeat(256 * 1024)));
        outbox.accept(said("after"));
        List<ObservationBatch> batches = drain(outbox);

        assertThat(batches).extracting(ObservationBatch::sequence).containsExactly(0L, 1L);
        assertThat(outbox.counters().droppedInAll()).isEqualTo(1);
        assertNothingIsUnaccounted(outbox.counters());
    }

    @Test
    void whatComesAfterTheEndIsCountedAsDropped() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);
        outbox.close();

        outbox.accept(said("late"));

        assertThat(outbox.next()).isEmpty();
        assertThat(outbox.counters().droppedInAll()).isEqualTo(1);
    }

    @Test
    void knowsHowLongTheOldestHasBeenWaiting() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);

        assertThat(outbox.counters().oldestQueued()).isNull();
        outbox.accept(said("first"));
        assertThat(outbox.counters().oldestQueued()).isEqualTo(NOON);
        outbox.cut();
        assertThat(outbox.counters().oldestQueued()).isEqualTo(NOON);
        assertThat(outbox.next()).hasSize(1);
        assertThat(outbox.counters().oldestQueued()).isEqualTo(NOON);
        outbox.giveUp();
        assertThat(outbox.counters().oldestQueued()).isNull();
    }

    @Test
    void onlyABatchBeingSentCanBeSettled() throws InterruptedException {
        Outbox outbox = outbox(PLENTY_BYTES, Outbox.WhenFull.DROP_OLDEST);
        fill(outbox, 500);
        assertThat(outbox.next()).hasSize(1);
        outbox.acknowledge(1);

        assertThatIllegalStateException().isThrownBy(() -> outbox.acknowledge(1));
    }
}
