package io.curfew.collector.replay;

import io.curfew.events.Observation;
import io.curfew.policy.watch.SensorRun;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.BiConsumer;

/**
 * Lets one trial take observations on a thread of its own, in the order in which they are handed over. At most
 * {@value #MOST_WAITING} batches wait for it: whoever hands over more waits too.
 */
final class Judge implements AutoCloseable {
    private static final int MOST_WAITING = 32;

    private final BiConsumer<SensorRun, Observation> trial;
    private final ExecutorService thread;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private volatile @Nullable RuntimeException failure;

    /** @param trial takes one observation */
    Judge(String name, BiConsumer<SensorRun, Observation> trial) {
        this.trial = trial;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("what-if-" + name).factory());
    }

    void take(SensorRun run, List<Observation> observations) {
        room.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                judge(run, observations);
            } finally {
                room.release();
            }
        });
    }

    private void judge(SensorRun run, List<Observation> observations) {
        if (failure != null) {
            return;
        }
        try {
            observations.forEach(observation -> trial.accept(run, observation));
        } catch (RuntimeException failed) {
            failure = failed;
        }
    }

    /** Waits until all is judged that was handed over; whoever asked then sees what the trial found. */
    void finish() {
        thread.close();
        RuntimeException failed = failure;
        if (failed != null) {
            throw new IllegalStateException("a trial broke off", failed);
        }
    }

    /** Gives up what still waits. */
    @Override
    public void close() {
        thread.shutdownNow();
        thread.close();
    }
}
