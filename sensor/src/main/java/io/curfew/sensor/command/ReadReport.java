package io.curfew.sensor.command;

import io.curfew.events.StatusObservation;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.PacketCounters;
import io.curfew.sensor.imports.log.Lines;

/**
 * What {@code read} says of one capture or log. Throws {@link java.io.UncheckedIOException} when it cannot be written.
 */
sealed interface ReadReport extends ObservationSink permits JsonReport, SummaryReport {
    /** Says what could only be said at the capture's end. */
    void finish(PacketCounters counters);

    /** As {@link #finish(PacketCounters)}, of a log. */
    void finish(Lines lines);

    /** As {@link #finish(PacketCounters)}, of exports: {@code status} has what each exporter showed. */
    void finish(StatusObservation status);
}
