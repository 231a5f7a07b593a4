package io.curfew.sensor.run;

import io.curfew.events.Observation;
import io.curfew.events.StatusObservation;
import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.publish.OutboxCounters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
final class ReplayTest {
    private static final Path LISBON = DemoWatch.recording("lisbon");
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final OutboxCounters NOTHING_SENT = OutboxCounters.NONE;

    private final List<Observation> observations = new ArrayList<>();

    /** A clock that jumps an hour ahead after its first reading: whatever is due is due already. */
    private static Clock hurryingFrom(Instant start) {
        return new InstantSource() {
            private Instant next = start;

            @Override
            public Instant instant() {
                Instant now = next;
                next = now.plus(Duration.ofHours(1));
                return now;
            }
        }.withZone(ZoneOffset.UTC);
    }

    private Replay replay(Path capture, double speed, Clock clock) {
        Stages stages = new Stages("0.1.0", PipelineLimits.DEFAULT, observations::add, () -> NOTHING_SENT);
        return new Replay(new Capture(capture, speed), stages, clock);
    }

    private List<Observation> played(Path capture, double speed, Instant start) throws IOException {
        observations.clear();
        replay(capture, speed, hurryingFrom(start)).run();
        return List.copyOf(observations);
    }

    @Test
    void whatIsObservedDoesNotDependOnTheSpeed() throws IOException {
        long durationNanos = CaptureSpan.of(LISBON).durationNanos();

        List<Observation> asRecorded = played(LISBON, 1, NOON);
        List<Observation> fourTimesFaster = played(LISBON, 4, NOON.plusNanos(durationNanos - durationNanos / 4));

        assertThat(asRecorded).hasSizeGreaterThan(100).isEqualTo(fourTimesFaster);
    }

    @Test
    void theLastPacketFallsAtTheMomentAtWhichTheReplayGetsToIt() throws IOException {
        Duration duration = Duration.ofNanos(CaptureSpan.of(LISBON).durationNanos());

        List<Observation> observations = played(LISBON, 10, NOON);

        assertThat(observations.getLast())
                .isInstanceOf(StatusObservation.class)
                .extracting(Observation::at)
                .isEqualTo(NOON.plus(duration.dividedBy(10)));
    }

    @Test
    void theStatusIsReportedEachTenSecondsOfTheCapture() throws IOException {
        long durationSeconds = CaptureSpan.of(LISBON).durationNanos() / 1_000_000_000L;

        List<Observation> observations = played(LISBON, 100, NOON);

        assertThat(observations.stream().filter(StatusObservation.class::isInstance))
                .hasSizeBetween((int) durationSeconds / 11, (int) durationSeconds / 10 + 2);
    }

    @Test
    void aReplayTakesItsTime() throws IOException {
        Duration duration = Duration.ofNanos(CaptureSpan.of(LISBON).durationNanos());
        long startNanos = System.nanoTime();

        replay(LISBON, 1_000, Clock.systemUTC()).run();

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(duration.dividedBy(1_100));
    }

    @Test
    void aReplayThatIsStoppedEndsWhatIsOpen() throws IOException {
        Replay replay = replay(LISBON, 1, hurryingFrom(NOON));
        replay.stop();

        replay.run();

        assertThat(observations).singleElement().isInstanceOf(StatusObservation.class);
        assertThat(replay.progress().played()).isZero();
    }

    @Test
    void damageEndsTheReplayButNotWhatCameBeforeIt(@TempDir Path folder) throws IOException {
        byte[] octets = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(LISBON))).readAllBytes();
        byte[] damaged = Arrays.copyOf(octets, octets.length / 2);
        // The length of the first packet that follows is beyond all sense.
        Path capture = Files.write(folder.resolve("damaged.pcap"), withAnEndlessPacket(damaged));
        Replay replay = replay(capture, 1, hurryingFrom(NOON));

        assertThatExceptionOfType(CaptureException.class).isThrownBy(replay::run);

        assertThat(replay.packets().captured())
                .isGreaterThan(10)
                .isEqualTo(replay.progress().played());
        assertThat(observations).hasSizeGreaterThan(10);
    }

    /** The packets of a little-endian pcap file that are whole, then one that says it has 4 GiB. */
    private static byte[] withAnEndlessPacket(byte[] pcap) {
        int at = 24;
        int previous = at;
        while (at + 16 <= pcap.length) {
            int length = (pcap[at + 8] & 0xff) | (pcap[at + 9] & 0xff) << 8;
            previous = at;
            at += 16 + length;
        }
        byte[] damaged = Arrays.copyOf(pcap, previous + 16);
        Arrays.fill(damaged, previous + 8, previous + 12, (byte) 0xff);
        return damaged;
    }

    @Test
    void whatIsNoCaptureIsSaidSo(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "no capture at all");

        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> replay(text, 1, hurryingFrom(NOON)).run());
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> replay(folder.resolve("missing.pcap"), 1, hurryingFrom(NOON))
                        .run());
    }
}
