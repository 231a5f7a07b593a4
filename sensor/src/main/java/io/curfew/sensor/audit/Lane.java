package io.curfew.sensor.audit;

import io.curfew.events.Observation;
import io.curfew.sensor.ObservationSink;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;

/**
 * What one reader tells, until it is taken. Holds at most {@value #MOST_WAITING} observations: a reader who is that far
 * ahead waits. For one thread that reads and one that takes.
 */
final class Lane implements InOrderOfTime.Relay {
    static final int MOST_WAITING = 1_024;

    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean isClosed;

    sealed interface Step {}

    /** An observation, and who is to have it. */
    record Told(Observation observation, ObservationSink end) implements Step {
        void handOn() {
            end.accept(observation);
        }
    }

    /** Nothing comes after it. */
    private record Ended(@Nullable Throwable failure) implements Step {}

    /** Lets a reader read to its end, on the thread that reads. */
    void fill(InOrderOfTime.Reader reader) {
        try {
            put(new Ended(failure(reader)));
        } catch (CancellationException closed) {
            // Nobody takes any more, so nobody wants to know how it ended.
        }
    }

    private @Nullable Throwable failure(InOrderOfTime.Reader reader) {
        try {
            reader.read(this);
            return null;
        } catch (RuntimeException | Error failure) {
            return failure;
        }
    }

    @Override
    public ObservationSink to(ObservationSink end) {
        return observation -> put(new Told(observation, end));
    }

    private void put(Step step) {
        if (isClosed) {
            throw new CancellationException();
        }
        try {
            steps.put(step);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }

    /**
     * Waits for what comes next; null when that is the end.
     *
     * @throws IllegalStateException when the reader failed, with what it failed of as its cause
     */
    @Nullable
    Told take() throws InterruptedException {
        return switch (steps.take()) {
            case Told told -> told;
            case Ended ended when ended.failure() == null -> null;
            case Ended ended -> throw new IllegalStateException("a reader failed", ended.failure());
        };
    }

    /** Lets the reader go when it tells something next; what it told is lost. */
    void close() {
        isClosed = true;
        steps.clear();
    }
}
