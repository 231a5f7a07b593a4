package io.curfew.sensor.privacy;

import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;

import java.util.LinkedHashMap;

/**
 * What was already counted of each open flow. Holds at most {@code capacity}: the one heard of longest ago is forgotten
 * to make room, and counted; of a flow that was forgotten, only what comes after the next report is counted.
 */
final class FlowProgress {
    private final int capacity;
    private final LinkedHashMap<Key, FlowTotals> counted = new LinkedHashMap<>();
    private long forgotten;

    /** Numbers name flows within one source only. */
    private record Key(long number, Endpoint initiator, Endpoint responder) {}

    FlowProgress(int capacity) {
        this.capacity = capacity;
    }

    /**
     * What a report adds to those before it.
     *
     * @param totals what was sent since
     * @param isFirst whether the flow was not heard of before
     */
    record Added(FlowTotals totals, boolean isFirst) {}

    Added add(FlowObservation flow) {
        Key key = new Key(flow.number(), flow.initiator(), flow.responder());
        FlowTotals now = FlowTotals.of(flow);
        FlowTotals before = counted.remove(key);
        boolean isFirst = before == null && flow.phase() != FlowObservation.Phase.UPDATE;
        if (before == null) {
            // An update of a flow that was forgotten; but an end alone is of a source that reports each flow once.
            before = isFirst ? FlowTotals.NONE : now;
        }
        if (flow.phase() != FlowObservation.Phase.END) {
            if (counted.size() == capacity) {
                counted.pollFirstEntry();
                forgotten++;
            }
            counted.put(key, now);
        }
        return new Added(now.since(before), isFirst);
    }

    long forgotten() {
        return forgotten;
    }
}
