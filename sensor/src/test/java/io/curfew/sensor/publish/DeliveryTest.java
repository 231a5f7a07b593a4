package io.curfew.sensor.publish;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.sensor.publish.RecordLog.Appending.Appended;
import io.curfew.sensor.publish.RecordLog.Appending.Postponed;
import io.curfew.sensor.publish.RecordLog.Appending.Refused;
import io.curfew.sensor.publish.RecordLog.Appending.Unreachable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(30)
final class DeliveryTest {
    private static final Endpoint VACUUM = new Endpoint(null, IpAddress.parse("192.0.2.21"), 5_353);
    private static final Unreachable AWAY = new Unreachable("no broker answers");

    private static final RecordLog BROKEN = new RecordLog() {
        @Override
        public Appending append(List<EncodedBatch> batches) {
            throw new NoClassDefFoundError("a library that could not be unpacked");
        }

        @Override
        public void close() {}
    };

    private final Outbox outbox = new Outbox(
            new SiteId("lisbon"),
            new SensorId("things"),
            "run-1",
            1_000_000,
            Outbox.WhenFull.DROP_OLDEST,
            new NoSpool());

    private void threeBatches() {
        for (int number = 0; number < 3; number++) {
            outbox.accept(new AnnouncementObservation(Instant.EPOCH, VACUUM, "mdns", "vacuum", null, null));
            outbox.cut();
        }
    }

    @Test
    void aLogThatIsAwayGetsEverythingInOrderOnceItIsBack() {
        InMemoryRecordLog log = new InMemoryRecordLog().answering(AWAY, AWAY, AWAY);
        threeBatches();
        outbox.close();

        new Delivery(outbox, log, Duration.ZERO).run();

        assertThat(log.batches()).extracting(ObservationBatch::sequence).containsExactly(0L, 1L, 2L);
        assertThat(outbox.counters())
                .isEqualTo(new OutboxCounters(3, 0, 3, 0, 0, Map.of(), 3, 0, null, Duration.ZERO, 0, 0));
    }

    @Test
    void aLogThatTakesNothingForNowGetsEverythingInOrderLater() {
        Postponed wrongClock = new Postponed("the clock is wrong");
        InMemoryRecordLog log = new InMemoryRecordLog().answering(wrongClock, AWAY, wrongClock);
        threeBatches();
        outbox.close();

        new Delivery(outbox, log, Duration.ZERO).run();

        assertThat(log.batches()).extracting(ObservationBatch::sequence).containsExactly(0L, 1L, 2L);
        assertThat(outbox.counters().sent()).isEqualTo(3);
    }

    @Test
    void whatTheLogTookOfSeveralIsNotSentAgain() {
        InMemoryRecordLog log = new InMemoryRecordLog().answering(new Appended(2), AWAY);
        threeBatches();
        outbox.close();

        new Delivery(outbox, log, Duration.ZERO).run();

        assertThat(log.batches()).extracting(ObservationBatch::sequence).containsExactly(0L, 1L, 2L);
        assertThat(outbox.counters().sent()).isEqualTo(3);
    }

    @Test
    void aBatchThatTheLogWillNeverTakeIsGivenUpAndCounted() {
        InMemoryRecordLog log = new InMemoryRecordLog().answering(new Refused("too large"));
        threeBatches();
        outbox.close();

        new Delivery(outbox, log, Duration.ZERO).run();

        assertThat(log.batches()).extracting(ObservationBatch::sequence).containsExactly(1L, 2L);
        assertThat(outbox.counters())
                .isEqualTo(new OutboxCounters(
                        3, 0, 2, 0, 0, Map.of(DropCause.REFUSED, 1L), 2, 0, null, Duration.ZERO, 0, 0));
    }

    @Test
    void theLogIsClosedWhenAllIsSent() {
        InMemoryRecordLog log = new InMemoryRecordLog();
        outbox.close();

        new Delivery(outbox, log, Duration.ZERO).run();

        assertThat(log.isClosed()).isTrue();
    }

    @Test
    void aPublicationThatHasEndedByAnErrorSaysSo() throws InterruptedException {
        Publication publication = new Publication(outbox, BROKEN);
        threeBatches();

        publication.requireRunning();
        publication.start();
        publication.finish();

        assertThatIllegalStateException()
                .isThrownBy(publication::requireRunning)
                .withRootCauseInstanceOf(NoClassDefFoundError.class);
        assertThat(outbox.counters().queued()).isEqualTo(3);
    }

    /** As a replay does, which then looks whether it is to end. */
    @Test
    void whoWaitsForRoomWaitsNoLongerThanSomebodySends() throws InterruptedException {
        Outbox small = new Outbox(
                new SiteId("lisbon"), new SensorId("things"), "run-1", 100, Outbox.WhenFull.WAIT, new NoSpool());
        Publication publication = new Publication(small, BROKEN);
        Thread feed = Thread.ofPlatform().daemon().start(() -> {
            for (int number = 0; number < 3; number++) {
                small.accept(new AnnouncementObservation(Instant.EPOCH, VACUUM, "mdns", "vacuum", null, null));
                small.cut();
            }
        });

        publication.start();

        assertThat(feed.join(Duration.ofSeconds(10))).isTrue();
        assertThatIllegalStateException().isThrownBy(publication::requireRunning);
        assertThat(small.counters().dropped()).containsKey(DropCause.AFTER_END);
    }

    @Test
    void aPublicationEndsInTimeThoughTheLogStaysAway() throws InterruptedException {
        InMemoryRecordLog log = new InMemoryRecordLog().answering(AWAY, AWAY, AWAY, AWAY);
        Publication publication = new Publication(outbox, log);
        threeBatches();
        publication.start();

        boolean complete = publication.finish(Duration.ofMillis(10));
        publication.close();
        publication.finish();

        assertThat(complete).isFalse();
        assertThat(log.isClosed()).isTrue();
        assertThat(outbox.counters().queued()).isEqualTo(3);
    }
}
