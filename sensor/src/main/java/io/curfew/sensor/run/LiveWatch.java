package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.capture.CaptureException;
import io.curfew.sensor.capture.CaptureStatistics;
import io.curfew.sensor.capture.LiveCapture;
import io.curfew.sensor.capture.LiveInterface;
import io.curfew.sensor.health.ClockSteps;
import io.curfew.sensor.health.Health;
import io.curfew.sensor.health.SightWatch;
import io.curfew.sensor.privacy.PrivacyCounters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A live interface watched until told to stop, over its absences. Neither an idle interface nor one that goes away
 * gives a sign of it, so time passes and the interface is looked at by {@link #tick()}.
 */
public final class LiveWatch implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(LiveWatch.class);

    /** Packets may still wait in the kernel for this long: time must not run ahead of them. */
    private static final long KERNEL_DELAY_NANOS = Duration.ofMillis(200).toNanos();

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LiveInterface source;
    private final Clock clock;
    private final LongSupplier steadyNanos;
    private final Stages stages;
    private final SightWatch sight = new SightWatch();
    private final ClockSteps clockSteps = new ClockSteps();
    private final Object turn = new Object();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable LiveCapture capture;
    private int index;
    private long droppedBefore;
    private long dropped;
    private long framesFailed;
    private boolean ended;

    /** @param steadyNanos a clock that only runs forward, whatever is done to {@code clock} */
    public LiveWatch(LiveInterface source, Stages stages, Clock clock, LongSupplier steadyNanos) {
        this.source = source;
        this.clock = clock;
        this.steadyNanos = steadyNanos;
        this.stages = stages;
    }

    /**
     * Opens the interface; to be called before {@link #run}.
     *
     * @throws CaptureException when libpcap, the interface or the right to capture is missing, or the filter is wrong
     */
    public void open() throws CaptureException {
        int indexBefore = source.state().index();
        LiveCapture opened = source.open();
        synchronized (turn) {
            capture = opened;
            index = indexBefore;
        }
    }

    @Override
    public void run() throws InterruptedException {
        tick();
        stages.start();
        try {
            while (stopped.getCount() > 0) {
                watch();
            }
        } finally {
            synchronized (turn) {
                look();
                close();
                stages.finish(nowNanos());
                ended = true;
                LOG.atInfo()
                        .addKeyValue("interface", source.name())
                        .addKeyValue("captured", stages.packets().captured())
                        .addKeyValue("dropped", droppedBefore)
                        .log("watched");
            }
        }
    }

    /** Watches until the interface is lost, then waits until it is there again. */
    private void watch() throws InterruptedException {
        LiveCapture open = current();
        if (open == null) {
            stopped.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
            reopen();
            return;
        }
        try {
            open.run((frame, offset, captured, original, linkType, timestampNanos) -> {
                synchronized (turn) {
                    stages.frame(frame, offset, captured, original, linkType, timestampNanos);
                }
            });
        } catch (CaptureException lost) {
            LOG.atDebug().addKeyValue("reason", lost.getMessage()).log("capture broke");
        }
        synchronized (turn) {
            count();
            close();
        }
        if (stopped.getCount() > 0) {
            LOG.atWarn().addKeyValue("interface", source.name()).log("interface lost");
        }
    }

    private @Nullable LiveCapture current() {
        synchronized (turn) {
            return capture;
        }
    }

    private void reopen() {
        if (stopped.getCount() == 0 || !source.state().isUp()) {
            return;
        }
        try {
            open();
            LOG.atInfo().addKeyValue("interface", source.name()).log("interface is back");
        } catch (CaptureException notYet) {
            LOG.atDebug().addKeyValue("reason", notYet.getMessage()).log("interface not open yet");
        }
    }

    /** What is called with the turn held closes the capture and keeps its last count. */
    private void close() {
        if (capture != null) {
            capture.close();
            capture = null;
            droppedBefore += dropped;
            dropped = 0;
        }
    }

    @Override
    public void tick() {
        synchronized (turn) {
            if (ended) {
                return;
            }
            look();
            long nowNanos = nowNanos();
            stages.followClock(nowNanos);
            stages.advance(nowNanos - KERNEL_DELAY_NANOS);
            stages.reportWhenDue(nowNanos);
        }
    }

    private void look() {
        LiveInterface.State state = source.state();
        count();
        boolean isOpen = capture != null;
        boolean isLost = isOpen && (state.index() != index || !state.isUp());
        if (isLost && capture != null) {
            capture.stop();
        }
        // Whoever was told to stop has closed its eyes itself.
        if (stopped.getCount() > 0) {
            sight.look(state.sees() && isOpen && !isLost, steadyNanos.getAsLong());
        }
        clockSteps.look(nowNanos(), steadyNanos.getAsLong());
        stages.outside(
                new Health.Outside(droppedBefore + dropped, sight.sight(), clockSteps.steps(), clockSteps.last()));
    }

    private void count() {
        if (capture == null) {
            return;
        }
        try {
            CaptureStatistics statistics = capture.statistics();
            dropped = Math.max(dropped, statistics.dropped());
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
        stopped.countDown();
        LiveCapture open = current();
        if (open != null) {
            open.finish();
        }
    }

    @Override
    public PrivacyCounters privacy() {
        return stages.privacy();
    }

    @Override
    public PacketCounters packets() {
        return stages.packets();
    }

    private long nowNanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }
}
