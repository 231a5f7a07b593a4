package io.curfew.sensor.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run in good order when the process is told to end: stops it, gives it {@code patience} to finish, abandons
 * what is not finished by then. The process goes on ending once the run has let go by {@link #close()}.
 */
public final class Termination implements AutoCloseable {
    private static final Duration LAST_MOMENT = Duration.ofSeconds(2);

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    public Termination(Runnable stop, Duration patience, Runnable abandon) {
        this.hook = Thread.ofPlatform().name("termination").unstarted(() -> {
            stop.run();
            try {
                if (!finished.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    abandon.run();
                    finished.await(LAST_MOMENT.toNanos(), TimeUnit.NANOSECONDS);
                }
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** From now on it is called when the process is told to end. */
    public void watch() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The run has finished. */
    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            return;
        }
    }
}
