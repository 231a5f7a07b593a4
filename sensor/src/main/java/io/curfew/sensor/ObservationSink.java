package io.curfew.sensor;

import io.curfew.events.Observation;

/** Where observations end: a printer, an audit, a publisher. */
@FunctionalInterface
public interface ObservationSink {
    /** Takes one observation; called in the order in which they were made, by the thread that feeds the pipeline. */
    void accept(Observation observation);
}
