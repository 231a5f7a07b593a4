package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.configuration.SensorConfiguration.Capture;
import io.curfew.sensor.privacy.PrivacyCounters;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A capture played back as if it happened now. Times keep their spacing and are shifted by one constant, so that the
 * last packet's time is the moment at which the replay gets to it. What is observed depends on the capture and on that
 * constant alone: neither the speed nor a timer of this machine changes it.
 */
public final class Replay implements Feed {
    private final Capture capture;
    private final Clock clock;
    private final Stages stages;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Progress progress = new Progress(0, 0);

    /**
     * How far a replay is.
     *
     * @param played packets played so far
     * @param packets packets of the capture; 0 until it has been looked through
     */
    public record Progress(long played, long packets) {}

    public Replay(Capture capture, Stages stages, Clock clock) {
        this.capture = capture;
        this.clock = clock;
        this.stages = stages;
    }

    /** Damage in the middle of the capture ends it with an exception; what came before was played. */
    @Override
    public void run() throws IOException {
        CaptureSpan span = CaptureSpan.of(capture.file());
        long startNanos = nanos(clock.instant());
        long endNanos = startNanos + Math.round(span.durationNanos() / capture.speed());
        long shiftNanos = endNanos - span.lastNanos();
        progress = new Progress(0, span.packets());
        stages.start();
        try (CaptureFile file = CaptureFile.open(capture.file())) {
            while (stopped.getCount() > 0
                    && file.next((frame, offset, captured, original, linkType, timestampNanos) -> {
                        long sinceFirstNanos = timestampNanos - span.firstNanos();
                        waitUntil(startNanos + Math.round(sinceFirstNanos / capture.speed()));
                        long shiftedNanos = timestampNanos + shiftNanos;
                        stages.frame(frame, offset, captured, original, linkType, shiftedNanos);
                        stages.reportWhenDue(shiftedNanos);
                    })) {
                progress = new Progress(progress.played() + 1, span.packets());
            }
        } finally {
            stages.finish(endNanos);
        }
    }

    private void waitUntil(long dueNanos) {
        long aheadNanos = dueNanos - nanos(clock.instant());
        if (aheadNanos <= 0) {
            return;
        }
        try {
            stopped.await(aheadNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    @Override
    public void tick() {
        // The capture brings its own time.
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    public Progress progress() {
        return progress;
    }

    @Override
    public PrivacyCounters privacy() {
        return stages.privacy();
    }

    @Override
    public PacketCounters packets() {
        return stages.packets();
    }

    private static long nanos(Instant time) {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }
}
