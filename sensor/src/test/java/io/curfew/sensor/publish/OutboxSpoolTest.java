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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What leaves memory for the spool, and that nothing gets lost or counted twice on its way. */
@Timeout(60)
final class OutboxSpoolTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SensorId THINGS = new SensorId("things");
    private static final Endpoint VACUUM = new Endpoint(null, IpAddress.parse("192.0.2.21"), 5_353);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int CAPACITY_BYTES = 50_000;

    private final InMemorySpool spool = new InMemorySpool(1_000);
    private final Outbox outbox = outbox("run-1", spool);

    private static Outbox outbox(String run, Spool spool) {
        return new Outbox(LISBON, THINGS, run, CAPACITY_BYTES, Outbox.WhenFull.DROP_OLDEST, spool);
    }

    private static Observation said(int number) {
        return new AnnouncementObservation(NOON, VACUUM, "mdns", "vacuum " + number, null, null);
    }

    private static void batches(Outbox outbox, int count) {
        for (int number = 0; number < count; number++) {
            outbox.accept(said(number));
            outbox.cut();
        }
    }

    private static ObservationBatch read(EncodedBatch batch) {
        return ((BatchReading.Accepted) BatchReader.read(batch.value())).batch();
    }

    private static List<String> drain(Outbox outbox) throws InterruptedException {
        outbox.close();
        List<String> got = new ArrayList<>();
        for (List<EncodedBatch> next = outbox.next(); !next.isEmpty(); next = outbox.next()) {
            for (EncodedBatch one : next) {
                ObservationBatch batch = read(one);
                got.add(batch.run() + "/" + batch.sequence());
            }
            outbox.acknowledge(next.size());
        }
        return got;
    }

    private static List<String> numbered(String run, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> run + "/" + sequence)
                .toList();
    }

    private static void assertNothingIsUnaccounted(OutboxCounters counters, Spool spool) {
        assertThat(counters.made() + counters.inherited())
                .isEqualTo(counters.sent() + counters.queued() + counters.droppedInAll());
        assertThat(counters.queued())
                .isEqualTo(counters.inMemory() + spool.state().observations());
    }

    @Test
    void whatKafkaTakesSoonNeverTouchesTheDisk() throws InterruptedException, IOException {
        batches(outbox, 3);

        outbox.moveIntoSpool();
        List<String> sent = drain(outbox);
        outbox.moveIntoSpool();

        assertThat(sent).isEqualTo(numbered("run-1", 0, 2));
        assertThat(spool.append(new EncodedBatch(LISBON, 0, new byte[0], 0, NOON)))
                .as("batches appended before this one")
                .isZero();
    }

    @Test
    void whatStillWaitsInTheNextRoundIsMoved() throws InterruptedException {
        batches(outbox, 3);
        outbox.moveIntoSpool();
        batches(outbox, 1);

        boolean isAllThere = outbox.moveIntoSpool();

        assertThat(isAllThere).isTrue();
        assertThat(outbox.counters().inMemory()).isZero();
        assertNothingIsUnaccounted(outbox.counters(), spool);
        assertThat(drain(outbox)).isEqualTo(numbered("run-1", 0, 3));
    }

    @Test
    void whileTheSpoolIsInUseEverythingGoesThroughItSoThatTheOrderStays() throws InterruptedException {
        batches(outbox, 2);
        outbox.moveAllIntoSpool();

        batches(outbox, 2);
        outbox.moveIntoSpool();
        batches(outbox, 2);

        assertThat(outbox.counters().inMemory()).isEqualTo(2);
        assertThat(drain(outbox)).isEqualTo(numbered("run-1", 0, 5));
    }

    @Test
    void aBatchWhoseSendingHangsIsMovedTooAndLeavesTheSpoolOnceItIsSent() throws InterruptedException {
        batches(outbox, 2);
        List<EncodedBatch> leaving = outbox.next();

        outbox.moveAllIntoSpool();
        assertThat(spool.state().observations()).isEqualTo(2);
        assertThat(outbox.counters().inMemory()).isZero();
        outbox.acknowledge(leaving.size());

        assertThat(spool.state()).isEqualTo(SpoolState.EMPTY);
        assertThat(outbox.counters().sent()).isEqualTo(2);
        assertNothingIsUnaccounted(outbox.counters(), spool);
    }

    @Test
    void whatKafkaDidNotTakeComesAgainFromWhereverItIsNow() throws InterruptedException {
        batches(outbox, 2);
        outbox.next();
        outbox.moveAllIntoSpool();
        outbox.retreat();
        batches(outbox, 1);

        outbox.next();
        outbox.retreat();

        assertThat(drain(outbox)).isEqualTo(numbered("run-1", 0, 2));
        assertThat(outbox.counters().sent()).isEqualTo(3);
    }

    @Test
    void whatAnEarlierRunLeftIsSentFirstUnderItsOwnNumbers() throws InterruptedException {
        batches(outbox, 3);
        outbox.moveAllIntoSpool();

        Outbox later = outbox("run-2", spool);
        batches(later, 2);

        assertThat(later.counters().inherited()).isEqualTo(3);
        assertNothingIsUnaccounted(later.counters(), spool);
        List<String> expected = new ArrayList<>(numbered("run-1", 0, 2));
        expected.addAll(numbered("run-2", 0, 1));
        assertThat(drain(later)).isEqualTo(expected);
        assertThat(later.counters().sent()).isEqualTo(5);
        assertNothingIsUnaccounted(later.counters(), spool);
    }

    @Test
    void whatTheSpoolLetsGoOfIsDroppedAndCounted() throws InterruptedException {
        batches(outbox, 5);
        outbox.moveAllIntoSpool();

        spool.lose(DropCause.TOO_OLD);
        spool.lose(DropCause.DAMAGED);

        assertThat(outbox.counters().dropped()).isEqualTo(Map.of(DropCause.TOO_OLD, 1L, DropCause.DAMAGED, 1L));
        assertNothingIsUnaccounted(outbox.counters(), spool);
        assertThat(drain(outbox)).isEqualTo(numbered("run-1", 2, 4));
    }

    @Test
    void whatIsBeingSentWhileTheSpoolLetsGoOfItIsSentAndNotDropped() throws InterruptedException {
        batches(outbox, 3);
        outbox.moveAllIntoSpool();
        List<EncodedBatch> leaving = outbox.next();
        spool.lose(DropCause.SPOOL_FULL);

        outbox.counters();
        outbox.acknowledge(leaving.size());

        assertThat(outbox.counters().sent()).isEqualTo(3);
        assertThat(outbox.counters().dropped()).isEmpty();
    }

    @Test
    void whatTheSpoolLetGoOfIsDroppedWhenKafkaDoesNotTakeItEither() throws InterruptedException {
        batches(outbox, 3);
        outbox.moveAllIntoSpool();
        outbox.next();
        spool.lose(DropCause.SPOOL_FULL);
        outbox.counters();

        outbox.retreat();

        assertThat(outbox.counters().dropped()).isEqualTo(Map.of(DropCause.SPOOL_FULL, 1L));
        assertThat(drain(outbox)).isEqualTo(numbered("run-1", 1, 2));
    }

    @Test
    void whileTheDiskIsFullBatchesWaitInMemoryAndMoveWhenThereIsRoomAgain() throws InterruptedException {
        spool.diskIsFull(true);
        batches(outbox, 10);

        boolean isAllThere = outbox.moveAllIntoSpool();
        assertThat(isAllThere).isFalse();
        assertThat(outbox.counters().inMemory()).isEqualTo(10);
        spool.diskIsFull(false);
        outbox.moveAllIntoSpool();

        assertThat(outbox.counters().inMemory()).isZero();
        assertThat(outbox.counters().refusals()).isEqualTo(1);
        assertThat(drain(outbox)).isEqualTo(numbered("run-1", 0, 9));
    }

    @Test
    void whenMemoryGetsFullTooTheOldestOnDiskMakeRoom() {
        batches(outbox, 10);
        outbox.moveAllIntoSpool();
        spool.diskIsFull(true);

        batches(outbox, 400);
        outbox.moveIntoSpool();

        assertThat(outbox.counters().dropped()).containsOnlyKeys(DropCause.DISK_FULL);
        assertNothingIsUnaccounted(outbox.counters(), spool);
    }

    @Test
    void aDiskThatTakesNothingThoughSomethingMadeRoomCostsNoMore() {
        batches(outbox, 10);
        outbox.moveAllIntoSpool();
        spool.diskIsFull(true);
        batches(outbox, 400);
        for (int round = 0; round < 20; round++) {
            outbox.moveIntoSpool();
        }

        assertThat(outbox.counters().dropped()).isEqualTo(Map.of(DropCause.DISK_FULL, 1L));

        spool.diskIsFull(false);
        outbox.moveIntoSpool();
        spool.diskIsFull(true);
        batches(outbox, 400);
        outbox.moveIntoSpool();

        assertThat(outbox.counters().dropped()).isEqualTo(Map.of(DropCause.DISK_FULL, 2L));
        assertNothingIsUnaccounted(outbox.counters(), spool);
    }

    @Test
    void whatMakesRoomOnAFullDiskGoesOneByOne() {
        batches(outbox, 10);
        outbox.moveAllIntoSpool();
        spool.diskIsFullButForWhatMakesRoom();
        batches(outbox, 400);

        outbox.moveIntoSpool();
        assertThat(outbox.counters().dropped()).isEqualTo(Map.of(DropCause.DISK_FULL, 1L));
        outbox.moveIntoSpool();

        assertThat(outbox.counters().dropped()).isEqualTo(Map.of(DropCause.DISK_FULL, 2L));
        assertNothingIsUnaccounted(outbox.counters(), spool);
    }

    @Test
    void whenNothingHelpsTheOldestInMemoryIsDroppedAndCounted() throws InterruptedException {
        spool.diskIsFull(true);

        batches(outbox, 5_000);
        outbox.moveIntoSpool();

        OutboxCounters counters = outbox.counters();
        assertThat(counters.dropped()).containsOnlyKeys(DropCause.MEMORY_FULL);
        assertThat(counters.queuedBytes()).isLessThanOrEqualTo(CAPACITY_BYTES);
        assertNothingIsUnaccounted(counters, spool);
        assertThat(drain(outbox)).isEqualTo(numbered("run-1", counters.droppedInAll(), 4_999));
    }

    @Test
    void aSpoolThatCannotBeReadForNowIsLeftAloneForAWhileAndThenSentInItsOrder() throws InterruptedException {
        batches(outbox, 3);
        outbox.moveAllIntoSpool();
        batches(outbox, 2);
        spool.diskIsUnreadable(true);
        outbox.close();
        InMemoryRecordLog log = new InMemoryRecordLog();
        Thread delivery = Thread.ofPlatform().daemon().start(new Delivery(outbox, log, Duration.ZERO));

        spool.awaitFailedRead();
        boolean hasEnded = delivery.join(Duration.ofMillis(200));
        int failedReads = spool.failedReads();
        spool.diskIsUnreadable(false);
        delivery.join();

        assertThat(hasEnded).isFalse();
        assertThat(failedReads).isLessThan(20);
        assertThat(log.batches()).extracting(ObservationBatch::sequence).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    /** Everything that can happen, in any order: the order stays, each batch is sent at most once, the sum holds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensEachObservationIsSentOnceOrWaitsOrIsCountedAsDropped(long seed) throws Exception {
        Random random = new Random(seed);
        InMemorySpool small = new InMemorySpool(40);
        Outbox busy = outbox("run-1", small);
        List<Long> sent = new ArrayList<>();
        for (int step = 0; step < 3_000; step++) {
            step(random, busy, small, sent);
            assertNothingIsUnaccounted(busy.counters(), small);
        }
        small.diskIsFull(false);
        busy.close();
        for (List<EncodedBatch> next = busy.next(); !next.isEmpty(); next = busy.next()) {
            next.forEach(batch -> sent.add(batch.sequence()));
            busy.acknowledge(next.size());
        }

        assertThat(sent).isSorted().doesNotHaveDuplicates();
        assertThat(busy.counters().sent()).isEqualTo(sent.size());
        assertThat(busy.counters().made())
                .isEqualTo(sent.size() + busy.counters().droppedInAll());
    }

    private static void step(Random random, Outbox busy, InMemorySpool small, List<Long> sent)
            throws InterruptedException {
        switch (random.nextInt(8)) {
            case 0 -> busy.moveIntoSpool();
            case 1 -> small.diskIsFull(random.nextInt(3) == 0);
            case 2, 3 -> {
                if (busy.counters().queued() > 0) {
                    attempt(random, busy, small, sent);
                }
            }
            default -> batches(busy, random.nextInt(8));
        }
    }

    private static void attempt(Random random, Outbox busy, InMemorySpool small, List<Long> sent)
            throws InterruptedException {
        List<EncodedBatch> next = busy.next();
        if (random.nextBoolean()) {
            busy.moveIntoSpool();
            batches(busy, random.nextInt(60));
            busy.moveIntoSpool();
        }
        if (small.state().observations() > 1 && random.nextInt(4) == 0) {
            small.lose(DropCause.TOO_OLD);
        }
        if (random.nextBoolean()) {
            busy.retreat();
        } else {
            int count = 1 + random.nextInt(next.size());
            next.stream().limit(count).forEach(batch -> sent.add(batch.sequence()));
            busy.acknowledge(count);
        }
    }

    @Test
    void aPublicationLeavesInTheSpoolWhatKafkaDidNotTake() throws InterruptedException {
        RecordLog.Appending away = new RecordLog.Appending.Unreachable("no broker answers");
        Publication publication = new Publication(outbox, new InMemoryRecordLog().answering(away, away, away, away));
        batches(outbox, 3);
        publication.start();

        boolean isNothingLeftInMemory = publication.finish(Duration.ofMillis(10));

        assertThat(isNothingLeftInMemory).isTrue();
        assertThat(spool.state().observations()).isEqualTo(3);
    }
}
