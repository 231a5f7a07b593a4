package io.curfew.collector.correlate;

import io.curfew.collector.enrolment.EnrolledSensors;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Asks Kafka which sensors were enrolled elsewhere a moment ago, at most once a second for all tasks of a process, so
 * that nobody can hold them up by signatures that he makes up.
 */
final class LatestEnrolments {
    private static final long BETWEEN_QUESTIONS_NANOS = Duration.ofSeconds(1).toNanos();

    private final EnrolledSensors sensors;
    private final LongSupplier nanoTime;
    private final AtomicLong nextNanos;

    /** @param nanoTime a time that nobody sets, in nanoseconds */
    LatestEnrolments(EnrolledSensors sensors, LongSupplier nanoTime) {
        this.sensors = sensors;
        this.nanoTime = nanoTime;
        this.nextNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** True once all is known that was decided before; false where Kafka was asked just now, or does not answer. */
    boolean areKnown() {
        long nanos = nanoTime.getAsLong();
        long next = nextNanos.get();
        if (nanos - next < 0 || !nextNanos.compareAndSet(next, nanos + BETWEEN_QUESTIONS_NANOS)) {
            return false;
        }
        boolean areKnown = sensors.catchUp();
        nextNanos.set(nanoTime.getAsLong() + BETWEEN_QUESTIONS_NANOS);
        return areKnown;
    }
}
