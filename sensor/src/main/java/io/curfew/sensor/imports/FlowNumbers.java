package io.curfew.sensor.imports;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers for the flows of imports, unique within a run of the sensor: they begin where the numbers of captured flows
 * never come to.
 */
public final class FlowNumbers {
    static final long FIRST = 1L << 32;

    private final AtomicLong next = new AtomicLong(FIRST);

    public long next() {
        return next.getAndIncrement();
    }
}
