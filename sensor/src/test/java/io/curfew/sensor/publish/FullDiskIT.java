package io.curfew.sensor.publish;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.sensor.spool.DiskSpool;
import io.curfew.sensor.spool.SpoolBounds;
import io.curfew.sensor.spool.Uptime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** A disk of 4 MiB that really is full. */
@EnabledIf(value = "isRoot", disabledReason = "a file system of its own needs root")
@Timeout(120)
final class FullDiskIT {
    private static final Endpoint VACUUM = new Endpoint(null, IpAddress.parse("192.0.2.21"), 5_353);
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int MEMORY_BYTES = 1 << 20;

    private final Random random = new Random(1);
    private final List<Long> sent = new ArrayList<>();
    private final RecordLog kafka = new RecordLog() {
        @Override
        public Appending append(List<EncodedBatch> batches) {
            for (EncodedBatch encoded : batches) {
                ObservationBatch batch = ((BatchReading.Accepted) BatchReader.read(encoded.value())).batch();
                sent.add(batch.sequence());
            }
            return new Appending.Appended(batches.size());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    };

    @TempDir
    private Path folder;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @BeforeEach
    void mount() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", folder.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    private DiskSpool spool() throws IOException {
        return DiskSpool.open(
                folder.resolve("spool"), new SpoolBounds(64 << 20, Duration.ofDays(7)), Uptime.ofMachine());
    }

    private static Outbox outbox(DiskSpool spool) {
        return new Outbox(
                new SiteId("lisbon"),
                new SensorId("things"),
                "run-1",
                MEMORY_BYTES,
                Outbox.WhenFull.DROP_OLDEST,
                spool);
    }

    /** Batches of one observation of 4 KiB that does not compress well. */
    private void batches(Outbox outbox, int count) {
        for (int number = 0; number < count; number++) {
            StringBuilder name = new StringBuilder();
            while (name.length() < 4_096) {
                name.append((char) (' ' + random.nextInt(95)));
            }
            outbox.accept(new AnnouncementObservation(NOON, VACUUM, "mdns", name.toString(), null, null));
            outbox.cut();
        }
    }

    private static void assertNothingIsUnaccounted(OutboxCounters counters) {
        assertThat(counters.made()).isEqualTo(counters.sent() + counters.queued() + counters.droppedInAll());
    }

    private void send(Outbox outbox) throws InterruptedException {
        Publication publication = new Publication(outbox, kafka);
        publication.start();
        publication.finish(Duration.ofSeconds(60));
    }

    @Test
    void whatDoesNotFitOnTheDiskWaitsInMemoryAndNothingIsLost() throws Exception {
        Path ballast = Files.write(folder.resolve("ballast"), new byte[3_900 << 10]);
        try (DiskSpool spool = spool()) {
            Outbox outbox = outbox(spool);
            batches(outbox, 100);

            assertThat(outbox.moveAllIntoSpool()).isFalse();
            assertThat(outbox.counters().inMemory()).isPositive();
            assertThat(outbox.counters().refusals()).isPositive();
            Files.delete(ballast);
            assertThat(outbox.moveAllIntoSpool()).isTrue();
            batches(outbox, 10);

            assertThat(outbox.counters().dropped()).isEmpty();
            send(outbox);
            assertThat(sent).hasSize(110).isSorted();
            assertThat(outbox.counters().sent()).isEqualTo(110);
        }
    }

    @Test
    void whenMemoryIsFullTooTheOldestMakeRoomAndAreCountedAndTheRestIsSentInOrder() throws Exception {
        try (DiskSpool spool = spool()) {
            Outbox outbox = outbox(spool);
            for (int round = 0; round < 50; round++) {
                batches(outbox, 50);
                outbox.moveIntoSpool();
                assertNothingIsUnaccounted(outbox.counters());
            }

            OutboxCounters full = outbox.counters();
            assertThat(full.dropped()).containsKey(DropCause.DISK_FULL).doesNotContainKey(DropCause.DAMAGED);
            send(outbox);

            assertThat(sent).isSorted().doesNotHaveDuplicates().endsWith(2_499L);
            assertThat(sent).hasSize((int) (2_500 - outbox.counters().droppedInAll()));
            assertNothingIsUnaccounted(outbox.counters());
        }
    }

    /** As a sensor leaves it that was started anew while Kafka was away. */
    @Test
    void aShortRunBeforeDoesNotKeepWhatIsNewFromTheDisk() throws Exception {
        try (DiskSpool spool = spool()) {
            Outbox shortRun = outbox(spool);
            shortRun.accept(new AnnouncementObservation(NOON, VACUUM, "mdns", "vacuum", null, null));
            shortRun.close();
            assertThat(shortRun.moveAllIntoSpool()).isTrue();
        }
        try (DiskSpool spool = spool()) {
            Outbox outbox = outbox(spool);
            for (int round = 0; round < 50; round++) {
                batches(outbox, 50);
                outbox.moveIntoSpool();
                outbox.moveIntoSpool();
            }

            assertThat(outbox.counters().dropped()).containsOnlyKeys(DropCause.DISK_FULL);
        }
    }

    @Test
    void whatWasOnTheFullDiskIsWholeForTheNextRun() throws Exception {
        long kept;
        try (DiskSpool spool = spool()) {
            Outbox outbox = outbox(spool);
            batches(outbox, 1_200);
            outbox.moveIntoSpool();
            outbox.moveIntoSpool();
            kept = spool.state().observations();
        }

        try (DiskSpool spool = spool()) {
            Outbox outbox = outbox(spool);
            outbox.close();
            send(outbox);

            assertThat(spool.state().torn()).isZero();
            assertThat(kept).isGreaterThan(100);
            assertThat(sent).hasSize((int) kept).isSorted();
        }
    }
}
