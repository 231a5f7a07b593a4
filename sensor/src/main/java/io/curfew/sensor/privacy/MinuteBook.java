package io.curfew.sensor.privacy;

import io.curfew.sensor.ObservationSink;

/**
 * What is told by the minute: sums of flows, and things that are said once. Holds at most as many of each as is said.
 *
 * @param sums of flows
 * @param said what is not told again
 */
record MinuteBook(Sums sums, SaidThings said) {
    /** @param firstSum from where on sums are numbered, apart from all other flows of the same run */
    MinuteBook(int capacity, long firstSum, ObservationSink sink) {
        this(new Sums(capacity, firstSum, sink), new SaidThings(capacity));
    }
}
