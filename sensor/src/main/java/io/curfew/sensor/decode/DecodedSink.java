package io.curfew.sensor.decode;

/** Where decoded packets go. What is handed over is valid during the call only. */
public interface DecodedSink {
    /** An IP packet; outer before inner. */
    void packet(PacketFacts packet);

    /**
     * An ICMP "destination unreachable" (RFC 792, RFC 4443), after {@link #packet} has had it.
     *
     * @param packet the message itself, its code in {@code icmpCode}
     * @param quoted the packet that could not be delivered, addresses and ports only
     */
    void unreachable(PacketFacts packet, PacketFacts quoted);

    /** An ARP message. */
    void arp(ArpFacts arp);
}
