package io.curfew.sensor.publish;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** The first observation after silence leaves at once; many leave in few batches. */
final class BatchPaceTest {
    private static final Duration ROUND = Duration.ofMillis(200);

    private final Outbox outbox = new Outbox(
            new SiteId("lisbon"),
            new SensorId("things"),
            "run-1",
            10_000_000,
            Outbox.WhenFull.DROP_OLDEST,
            new NoSpool());
    private long nanos = Long.MAX_VALUE - 1;
    private final BatchPace pace = new BatchPace(outbox, () -> nanos);

    private void say() {
        outbox.accept(new AnnouncementObservation(
                Instant.parse("2026-11-01T12:00:00Z"),
                new Endpoint(null, IpAddress.parse("192.0.2.21"), 5_353),
                "mdns",
                "vacuum",
                null,
                null));
    }

    private int batches() throws InterruptedException {
        outbox.close();
        return outbox.next().size();
    }

    @Test
    void whatComesAfterSilenceLeavesInTheNextRound() throws InterruptedException {
        nanos += Duration.ofHours(1).toNanos();
        pace.tick();
        say();
        nanos += ROUND.toNanos();
        pace.tick();
        say();

        assertThat(batches()).isEqualTo(2);
    }

    @Test
    void whileThereIsAlwaysSomethingToTellABatchLeavesEachSecondRound() throws InterruptedException {
        for (int round = 0; round < 49; round++) {
            say();
            pace.tick();
            nanos += ROUND.toNanos();
        }

        assertThat(batches()).isEqualTo(25);
    }
}
