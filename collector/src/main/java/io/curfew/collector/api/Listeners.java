package io.curfew.collector.api;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many listen to a stream of events, at most so many at once. Each counts from when it listens: a client that went
 * away before the head of its answer was written never does, and would be counted for ever.
 */
final class Listeners {
    private final int most;
    private final AtomicInteger now = new AtomicInteger();

    /** @param gauge the name under which their number is told */
    Listeners(int most, MeterRegistry registry, String gauge) {
        this.most = most;
        registry.gauge(gauge, now);
    }

    /**
     * The stream for one listener. It ends at once for who finds no room when it begins to listen, having seen some.
     *
     * @throws ProblemException when too many listen already
     */
    <T> Multi<T> counted(Multi<T> stream) {
        if (now.get() >= most) {
            throw new ProblemException(ProblemKind.TOO_MANY_LISTENERS);
        }
        return Multi.createFrom().deferred(() -> {
            if (now.incrementAndGet() > most) {
                now.decrementAndGet();
                return Multi.createFrom().empty();
            }
            return stream.onTermination().invoke(now::decrementAndGet);
        });
    }
}
