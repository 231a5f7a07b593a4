package io.curfew.sensor.publish;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.spool.DiskSpool;
import io.curfew.sensor.spool.SpoolBounds;
import io.curfew.sensor.spool.Uptime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A day without Kafka, run through as fast as the machine can: as many observations, batches and octets as in a day.
 */
@Timeout(550)
final class OutageIT {
    private static final long MOST_BYTES = 512_000_000;
    private static final int PER_ROUND = 25;
    private static final int ROUNDS = 2 * 24 * 3_600;

    @TempDir
    private Path folder;

    /** Takes everything; keeps of each run only how far it is. */
    private static final class CountingLog implements RecordLog {
        private final Map<String, Long> nextByRun = new LinkedHashMap<>();
        private long observations;
        private long gaps;

        @Override
        public Appending append(List<EncodedBatch> batches) {
            for (EncodedBatch encoded : batches) {
                ObservationBatch batch = ((BatchReading.Accepted) BatchReader.read(encoded.value())).batch();
                if (batch.sequence() != nextByRun.getOrDefault(batch.run(), 0L)) {
                    gaps++;
                }
                nextByRun.put(batch.run(), batch.sequence() + 1);
                observations += batch.observations().size();
            }
            return new Appending.Appended(batches.size());
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    /** What the pipeline makes of the recordings of two sites. */
    private static List<Observation> mixed() throws IOException {
        List<Observation> made = new ArrayList<>();
        for (String site : List.of("lisbon", "porto")) {
            PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, made::add);
            try (CaptureFile capture = CaptureFile.open(DemoWatch.recording(site))) {
                while (capture.next(pipeline::packet)) {}
            }
            pipeline.finish();
        }
        return made;
    }

    private DiskSpool spool() throws IOException {
        return DiskSpool.open(
                folder.resolve("spool"),
                new SpoolBounds(MOST_BYTES, Duration.ofDays(7)),
                new Uptime(new UUID(0, 1), System::nanoTime));
    }

    private static Outbox outbox(String run, DiskSpool spool) {
        return new Outbox(
                new SiteId("lisbon"), new SensorId("things"), run, 8 << 20, Outbox.WhenFull.DROP_OLDEST, spool);
    }

    private static void live(Outbox outbox, List<Observation> observations, int rounds) {
        int next = 0;
        for (int round = 0; round < rounds; round++) {
            for (int number = 0; number < PER_ROUND; number++) {
                outbox.accept(observations.get(next++ % observations.size()));
            }
            outbox.cut();
            assertThat(outbox.moveIntoSpool()).isTrue();
        }
        outbox.close();
        assertThat(outbox.moveAllIntoSpool()).isTrue();
    }

    @Test
    void aDayWithoutKafkaAtFiftyObservationsASecondFitsAndIsSentWithoutAGap() throws Exception {
        List<Observation> observations = mixed();
        try (DiskSpool morning = spool()) {
            live(outbox("morning", morning), observations, ROUNDS / 2);
        }
        try (DiskSpool evening = spool()) {
            Outbox outbox = outbox("evening", evening);
            live(outbox, observations, ROUNDS / 2);
            long bytes = evening.state().bytes();
            assertThat(bytes).isLessThanOrEqualTo(MOST_BYTES);
            assertThat(outbox.counters().inMemory()).isZero();
            System.out.printf(
                    "spool: %,d observations in %,d bytes%n", evening.state().observations(), bytes);

            CountingLog kafka = new CountingLog();
            Publication publication = new Publication(outbox, kafka);
            publication.start();
            publication.finish(Duration.ofMinutes(5));

            OutboxCounters counters = outbox.counters();
            assertThat(kafka.gaps).isZero();
            assertThat(kafka.nextByRun)
                    .containsExactly(Map.entry("morning", ROUNDS / 2L), Map.entry("evening", ROUNDS / 2L));
            assertThat(kafka.observations).isEqualTo(24L * 3_600 * 50);
            assertThat(counters.droppedInAll()).isZero();
            assertThat(counters.made() + counters.inherited()).isEqualTo(counters.sent());
            assertThat(evening.state().bytes()).isZero();
        }
    }
}
