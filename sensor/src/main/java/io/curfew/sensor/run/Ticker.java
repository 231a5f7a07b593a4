package io.curfew.sensor.run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something again and again in a thread of its own, until it is closed or the task throws. */
public final class Ticker implements AutoCloseable {
    private final Duration interval;
    private final Runnable task;
    private final Runnable onBug;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Throwable bug;

    /** @param onBug called when the task has thrown: what goes on without it must end */
    public Ticker(Duration interval, Runnable task, Runnable onBug) {
        this.interval = interval;
        this.task = task;
        this.onBug = onBug;
    }

    public void start() {
        Thread.ofPlatform().name("ticker").daemon().start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                task.run();
            }
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        } catch (Throwable thrown) {
            bug = thrown;
            onBug.run();
        }
    }

    /** Ends it; throws what the task threw. */
    @Override
    public void close() {
        closed.countDown();
        if (bug != null) {
            throw new IllegalStateException("the ticker's task failed", bug);
        }
    }
}
