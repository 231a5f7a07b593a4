package io.curfew.collector.correlate;

import io.curfew.policy.language.Policy;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The policy as this process knows it, never older than the one that a site was judged by last: a process that takes a
 * site over from another may learn of a change a moment later.
 */
final class KnownPolicy {
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Policy> inForce;

    KnownPolicy(Supplier<Policy> inForce) {
        this.inForce = inForce;
    }

    /**
     * Waits until the policy of that version, or a newer one, is known here.
     *
     * @throws IllegalStateException when it does not become known in time
     */
    Policy atLeast(long version) {
        Policy known = inForce.get();
        long begin = System.nanoTime();
        while (known.version() < version) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()
                    || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("policy " + version + " is not known here, only " + known.version()
                        + " is: it was passed over, which was logged, or is not read yet");
            }
            LockSupport.parkNanos(LOOK_NANOS);
            known = inForce.get();
        }
        return known;
    }
}
