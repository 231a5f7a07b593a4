package io.curfew.sensor.run;

import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.privacy.PrivacyCounters;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Imports without a capture, until told to stop. */
public final class ImportWatch implements Feed {
    private final Clock clock;
    private final Stages stages;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Object turn = new Object();
    private boolean ended;

    public ImportWatch(Stages stages, Clock clock) {
        this.stages = stages;
        this.clock = clock;
    }

    @Override
    public void run() throws InterruptedException {
        tick();
        stages.start();
        try {
            stopped.await();
        } finally {
            synchronized (turn) {
                stages.finish(nowNanos());
                ended = true;
            }
        }
    }

    @Override
    public void tick() {
        synchronized (turn) {
            if (!ended) {
                long nowNanos = nowNanos();
                stages.advance(nowNanos);
                stages.reportWhenDue(nowNanos);
            }
        }
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
