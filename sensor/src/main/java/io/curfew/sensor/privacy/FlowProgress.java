package io.curfew.sensor.privacy;

import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;

import java.util.LinkedHashMap;

/**
 * What was already counted of each open flow. Holds at most {@code capacity}: the one heard of longest ago is forgotten
 * to make room, and counted; of a flow that was forgotten, only what comes after the next report is counted. A flow is
 * known by a hash of 64 bits: with its ends themselves a flood of flows would fill the heap.
 */
final class FlowProgress {
    private final int capacity;
    private final long secret;
    private final LinkedHashMap<Long, FlowTotals> counted = new LinkedHashMap<>();
    private long forgotten;

    /** @param secret known to nobody who sends packets, else they could pass one flow off as another */
    FlowProgress(int capacity, long secret) {
        this.capacity = capacity;
        this.secret = secret;
    }

    /**
     * What a report adds to those before it.
     *
     * @param totals what was sent since
     * @param isFirst whether the flow was not heard of before
     */
    record Added(FlowTotals totals, boolean isFirst) {}

    Added add(FlowObservation flow) {
        long key = key(flow);
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

    /** Numbers name flows within one source only; MAC addresses change where two routers share the work. */
    private long key(FlowObservation flow) {
        return mix(mix(mix(secret, flow.number()), flow.initiator()), flow.responder());
    }

    private long mix(long before, Endpoint end) {
        return mix(mix(mix(before, end.ip().high()), end.ip().low()), end.port());
    }

    private long mix(long before, long more) {
        long mixed = (before ^ more) * (secret | 1);
        return (mixed ^ mixed >>> 32) * 0x9e37_79b9_7f4a_7c15L;
    }

    long forgotten() {
        return forgotten;
    }
}
