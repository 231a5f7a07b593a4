package io.curfew.collector.replay;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Lets one trial take what is handed over on a thread of its own, in that order. At most {@value #MOST_WAITING} pieces
 * wait for it: whoever hands over more waits too.
 *
 * @param <T> what is handed over
 */
final class Judge<T> implements AutoCloseable {
    private static final int MOST_WAITING = 32;

    private final Consumer<T> trial;
    private final ExecutorService thread;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private volatile @Nullable Throwable failure;

    /** @param trial takes one piece */
    Judge(String name, Consumer<T> trial) {
        this.trial = trial;
        thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("what-if-" + name).factory());
    }

    void take(T piece) {
        room.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                judge(piece);
            } finally {
                room.release();
            }
        });
    }

    private void judge(T piece) {
        if (failure != null) {
            return;
        }
        try {
            trial.accept(piece);
        } catch (RuntimeException | Error failed) {
            // An error ends the work as well: what was found until then must not pass for all there is.
            failure = failed;
        }
    }

    /** Waits until all is judged that was handed over; whoever asked then sees what the trial found. */
    void finish() {
        thread.close();
        Throwable failed = failure;
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
