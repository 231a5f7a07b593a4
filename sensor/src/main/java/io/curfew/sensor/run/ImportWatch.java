package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.health.ClockSteps;
import io.curfew.sensor.health.Health;
import io.curfew.sensor.privacy.PrivacyCounters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongSupplier;

/** Imports without a capture, until told to stop. */
public final class ImportWatch implements Feed {
    private final Clock clock;
    private final LongSupplier steadyNanos;
    private final Stages stages;
    private final ClockSteps clockSteps = new ClockSteps();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object turn = new Object();
    private boolean ended;

    /** @param steadyNanos a clock that only runs forward, whatever is done to {@code clock} */
    public ImportWatch(Stages stages, Clock clock, LongSupplier steadyNanos) {
        this.stages = stages;
        this.clock = clock;
        this.steadyNanos = steadyNanos;
    }

    @Override
    public void run() throws InterruptedException {
        tick();
        stages.start();
        try {
            stopped.await();
        } finally {
            synchronized (turn) {
                look();
                stages.finish(nowNanos());
                ended = true;
            }
        }
    }

    @Override
    public void tick() {
        synchronized (turn) {
            if (!ended) {
                look();
                long nowNanos = nowNanos();
                stages.followClock(nowNanos);
                stages.advance(nowNanos);
                stages.reportWhenDue(nowNanos);
            }
        }
    }

    private void look() {
        clockSteps.look(nowNanos(), steadyNanos.getAsLong());
        stages.outside(new Health.Outside(0, null, clockSteps.steps(), clockSteps.last()));
    }

    @Override
    public void stop() {
        stopped.countDown();
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
