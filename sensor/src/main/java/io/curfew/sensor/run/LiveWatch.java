package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.capture.CaptureStatistics;
import io.curfew.sensor.capture.LiveCapture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A live interface watched until told to stop. An idle interface gives no sign of life, so time passes by
 * {@link #tick()}.
 */
public final class LiveWatch implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);

    /** Packets may still wait in the kernel for this long: time must not run ahead of them. */
    private static final long KERNEL_DELAY_NANOS = Duration.ofMillis(200).toNanos();

    private final LiveCapture capture;
    private final Clock clock;
    private final Stages stages;
    private final Object turn = new Object();
    private long framesFailed;
    private boolean ended;

    public LiveWatch(LiveCapture capture, Stages stages, Clock clock) {
        this.capture = capture;
        this.clock = clock;
        this.stages = stages;
    }

    @Override
    public void run() throws CaptureException, InterruptedException {
        tick();
        stages.start();
        try {
            capture.run((frame, offset, captured, original, linkType, timestampNanos) -> {
                synchronized (turn) {
                    stages.frame(frame, offset, captured, original, linkType, timestampNanos);
                }
            });
        } finally {
            synchronized (turn) {
                count();
                stages.finish(nowNanos());
                ended = true;
            }
        }
    }

    @Override
    public void tick() {
        synchronized (turn) {
            if (ended) {
                return;
            }
            count();
            long nowNanos = nowNanos();
            stages.advance(nowNanos - KERNEL_DELAY_NANOS);
            stages.reportWhenDue(nowNanos);
        }
    }

    private void count() {
        try {
            CaptureStatistics statistics = capture.statistics();
            stages.dropped(statistics.dropped());
            if (statistics.failed() > framesFailed) {
                framesFailed = statistics.failed();
                LOG.atError().addKeyValue("frames", framesFailed).log("frames broke the pipeline");
            }
        } catch (CaptureException closed) {
            LOG.atDebug().addKeyValue("reason", closed.getMessage()).log("no capture statistics");
        }
    }

    @Override
    public void stop() {
        capture.stop();
    }

    @Override
    public PacketCounters packets() {
        return stages.packets();
    }

    private long nowNanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }
}
