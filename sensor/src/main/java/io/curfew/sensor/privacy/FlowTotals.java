package io.curfew.sensor.privacy;

import io.curfew.events.FlowObservation;

/**
 * Counters of a flow, which run from its start.
 *
 * @param initiatorBytes IP bytes sent by the initiator
 * @param initiatorPackets packets sent by the initiator
 * @param responderBytes IP bytes sent by the responder
 * @param responderPackets packets sent by the responder
 */
record FlowTotals(long initiatorBytes, long initiatorPackets, long responderBytes, long responderPackets) {
    static final FlowTotals NONE = new FlowTotals(0, 0, 0, 0);

    static FlowTotals of(FlowObservation flow) {
        return new FlowTotals(
                flow.initiatorBytes(), flow.initiatorPackets(), flow.responderBytes(), flow.responderPackets());
    }

    /** What was added since {@code earlier}; never less than nothing. */
    FlowTotals since(FlowTotals earlier) {
        return new FlowTotals(
                Math.max(0, initiatorBytes - earlier.initiatorBytes),
                Math.max(0, initiatorPackets - earlier.initiatorPackets),
                Math.max(0, responderBytes - earlier.responderBytes),
                Math.max(0, responderPackets - earlier.responderPackets));
    }

    FlowTotals plus(FlowTotals other) {
        return new FlowTotals(
                initiatorBytes + other.initiatorBytes,
                initiatorPackets + other.initiatorPackets,
                responderBytes + other.responderBytes,
                responderPackets + other.responderPackets);
    }
}
