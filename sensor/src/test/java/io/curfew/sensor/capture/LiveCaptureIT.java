package io.curfew.sensor.capture;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The loopback interface; needs root. */
@Timeout(60)
final class LiveCaptureIT {
    /** The discard port. */
    private static final int PORT = 9;

    private static final CaptureFilter FILTER = new CaptureFilter("udp dst port " + PORT, List.of());
    private static final int SNAP_LENGTH = 4_096;
    private static final int HEADERS = 14 + 20 + 8;
    private static final int WARM_UP = 200;
    private static final int MEASURED = 1_000;

    private record Frame(ByteBuffer octets, int originalLength, int linkType, long timestampNanos) {}

    private DatagramSocket sender;

    @BeforeEach
    void open() throws IOException {
        sender = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() {
        sender.close();
    }

    private void send(byte[] payload) throws IOException {
        sender.send(new DatagramPacket(payload, payload.length, InetAddress.getLoopbackAddress(), PORT));
    }

    private static CompletableFuture<Void> running(LiveCapture capture, FrameSink sink) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        capture.run(sink);
                    } catch (CaptureException broken) {
                        throw new IllegalStateException(broken);
                    }
                },
                command -> Thread.ofPlatform().daemon().start(command));
    }

    @Test
    void aFrameIsGivenAsItWasOnTheWire() throws Exception {
        byte[] payload = new byte[SNAP_LENGTH - HEADERS];
        new Random(1).nextBytes(payload);
        AtomicReference<Frame> seen = new AtomicReference<>();
        Instant before = Clock.systemUTC().instant();

        try (LiveCapture capture = LiveCapture.open("lo", FILTER, SNAP_LENGTH)) {
            CompletableFuture<Void> running = running(capture, (frame, at, captured, original, linkType, nanos) -> {
                seen.set(new Frame(
                        ByteBuffer.wrap(Arrays.copyOfRange(frame, at, at + captured)), original, linkType, nanos));
                capture.stop();
            });
            send(payload);
            running.get(20, TimeUnit.SECONDS);
        }

        Frame frame = seen.get();
        assertThat(frame.octets().remaining()).isEqualTo(SNAP_LENGTH);
        assertThat(frame.octets().slice(HEADERS, payload.length)).isEqualTo(ByteBuffer.wrap(payload));
        assertThat(frame.originalLength()).isEqualTo(SNAP_LENGTH);
        assertThat(frame.linkType()).isEqualTo(1);
        Instant at = Instant.ofEpochSecond(0, frame.timestampNanos());
        assertThat(at).isBetween(before.minusSeconds(1), before.plusSeconds(30));
    }

    @Test
    void aFrameIsCutToTheSnapLengthAndKeepsItsOwn() throws Exception {
        byte[] payload = new byte[2 * SNAP_LENGTH];
        AtomicReference<Frame> seen = new AtomicReference<>();

        try (LiveCapture capture = LiveCapture.open("lo", FILTER, SNAP_LENGTH)) {
            CompletableFuture<Void> running = running(capture, (frame, at, captured, original, linkType, nanos) -> {
                seen.set(new Frame(
                        ByteBuffer.wrap(Arrays.copyOfRange(frame, at, at + captured)), original, linkType, nanos));
                capture.stop();
            });
            send(payload);
            running.get(20, TimeUnit.SECONDS);
        }

        assertThat(seen.get().octets().remaining()).isEqualTo(SNAP_LENGTH);
        assertThat(seen.get().originalLength()).isEqualTo(payload.length + HEADERS);
    }

    @Test
    void framesAreHandedOverWithoutAllocating() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        AtomicInteger frames = new AtomicInteger();
        AtomicLong allocated = new AtomicLong();

        try (LiveCapture capture = LiveCapture.open("lo", FILTER, SNAP_LENGTH)) {
            CompletableFuture<Void> running = running(capture, (_, _, _, _, _, _) -> {
                int count = frames.incrementAndGet();
                if (count == WARM_UP) {
                    allocated.set(-threads.getCurrentThreadAllocatedBytes());
                } else if (count == WARM_UP + MEASURED) {
                    allocated.addAndGet(threads.getCurrentThreadAllocatedBytes());
                    capture.stop();
                }
            });
            byte[] payload = new byte[100];
            while (!running.isDone()) {
                send(payload);
            }
            running.get(20, TimeUnit.SECONDS);
        }

        assertThat(frames).hasValueGreaterThanOrEqualTo(WARM_UP + MEASURED);
        assertThat(allocated.get()).isLessThan(MEASURED);
    }

    @Test
    void aFrameOnWhichTheSinkThrowsIsCountedAndTheNextIsTaken() throws Exception {
        CountDownLatch taken = new CountDownLatch(2);

        try (LiveCapture capture = LiveCapture.open("lo", FILTER, SNAP_LENGTH)) {
            CompletableFuture<Void> running = running(capture, (_, _, _, _, _, _) -> {
                taken.countDown();
                if (taken.getCount() == 0) {
                    capture.stop();
                }
                throw new IllegalStateException("broken");
            });
            send(new byte[10]);
            send(new byte[10]);
            running.get(20, TimeUnit.SECONDS);

            assertThat(capture.statistics().failed())
                    .isEqualTo(capture.statistics().received())
                    .isEqualTo(2);
        }
    }

    @Test
    void anInterfaceThatIsNotThereIsSaidByItsName() {
        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(() -> LiveCapture.open("curfew-none", CaptureFilter.NONE, SNAP_LENGTH))
                .withMessageContaining("cannot capture on curfew-none: ");
    }

    @Test
    void aClosedCaptureHasNoStatisticsAndCanBeToldToStop() throws Exception {
        LiveCapture capture = LiveCapture.open("lo", FILTER, SNAP_LENGTH);
        capture.close();
        capture.stop();
        capture.close();

        assertThatExceptionOfType(CaptureException.class)
                .isThrownBy(capture::statistics)
                .withMessageContaining("closed");
    }

    @Test
    void anIdleCaptureEndsWhenToldTo() throws Exception {
        CountDownLatch running = new CountDownLatch(1);

        try (LiveCapture capture = LiveCapture.open("lo", FILTER, SNAP_LENGTH)) {
            CompletableFuture<Void> end = running(capture, (_, _, _, _, _, _) -> running.countDown());
            send(new byte[10]);
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();

            capture.stop();

            assertThat(end.get(20, TimeUnit.SECONDS)).isNull();
        }
    }
}
