package io.curfew.sensor.capture;

/** Where captured frames go. */
@FunctionalInterface
public interface FrameSink {
    /**
     * Takes one frame. The array belongs to the caller and is written again after the call.
     *
     * @param frame holds the frame's octets from {@code offset}
     * @param capturedLength octets present
     * @param originalLength octets that were on the wire
     * @param linkType the pcap link type (LINKTYPE_ value), 1 is Ethernet
     * @param timestampNanos since 1970-01-01T00:00:00Z
     */
    void frame(byte[] frame, int offset, int capturedLength, int originalLength, int linkType, long timestampNanos);
}
