package io.curfew.sensor;

import java.util.Map;

/**
 * Packets in, observations out. For one thread. Deterministic: the same packets and moments give the same observations
 * in the same order. Keeps no more than its limits say.
 */
public final class PacketPipeline {
    private long captured;

    public PacketPipeline(PipelineLimits limits, ObservationSink sink) {}

    /**
     * Takes one captured frame. The array is not kept. Moves time forward to the packet's.
     *
     * @param frame holds the frame's octets from {@code offset}
     * @param capturedLength octets present
     * @param originalLength octets that were on the wire, never less than {@code capturedLength} in a sane capture
     * @param linkType the pcap link type (LINKTYPE_ value), 1 is Ethernet
     * @param timestampNanos the packet's time since 1970-01-01T00:00:00Z
     */
    public void packet(
            byte[] frame, int offset, int capturedLength, int originalLength, int linkType, long timestampNanos) {
        captured++;
    }

    /** Says that it is {@code nowNanos} or later: reports what is due by then. Time never goes back. */
    public void advance(long nowNanos) {}

    /** Ends everything that is open and reports it. Nothing may follow. */
    public void finish() {}

    public PacketCounters counters() {
        return new PacketCounters(captured, captured, Map.of(), 0, 0);
    }
}
