package io.curfew.sensor.decode;

/** The beginning of an undeliverable packet as an ICMP error quotes it: addresses, protocol and ports. */
final class QuotedPacket {
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int V6_OCTETS = 40;

    private QuotedPacket() {}

    /** Fills {@code facts}; false when the quote does not reach to the ports. */
    static boolean decode(PacketFacts facts, byte[] frame, int at, int end) {
        facts.clear();
        if (end - at < 20) {
            return false;
        }
        int transportAt;
        if (Octets.u8(frame, at) >>> 4 == 4) {
            facts.isV6 = false;
            facts.protocol = Octets.u8(frame, at + 9);
            facts.sourceHigh = 0;
            facts.sourceLow = Octets.u32(frame, at + 12);
            facts.destinationHigh = 0;
            facts.destinationLow = Octets.u32(frame, at + 16);
            transportAt = at + (frame[at] & 0x0f) * 4;
            boolean hasPorts = (Octets.u16(frame, at + 6) & FRAGMENT_OFFSET) == 0;
            if (!hasPorts) {
                return false;
            }
        } else if (Octets.u8(frame, at) >>> 4 == 6 && end - at >= V6_OCTETS) {
            facts.isV6 = true;
            facts.protocol = Octets.u8(frame, at + 6);
            facts.sourceHigh = Octets.i64(frame, at + 8);
            facts.sourceLow = Octets.i64(frame, at + 16);
            facts.destinationHigh = Octets.i64(frame, at + 24);
            facts.destinationLow = Octets.i64(frame, at + 32);
            transportAt = behindExtensions(facts, frame, at + V6_OCTETS, end);
        } else {
            return false;
        }
        if (end - transportAt < 4) {
            return false;
        }
        switch (facts.protocol) {
            case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP -> {
                facts.sourcePort = Octets.u16(frame, transportAt);
                facts.destinationPort = Octets.u16(frame, transportAt + 2);
            }
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                facts.icmpType = Octets.u8(frame, transportAt);
                facts.icmpCode = Octets.u8(frame, transportAt + 1);
                IcmpPorts.set(facts);
            }
            default -> {
                // Nothing more tells the flows of other protocols apart.
            }
        }
        return true;
    }

    /** Where the transport begins, its protocol in {@code facts}; the end where that is not to be had. */
    private static int behindExtensions(PacketFacts facts, byte[] frame, int from, int end) {
        int at = from;
        while (end - at >= 8) {
            boolean isFragment = facts.protocol == IpDecoder.FRAGMENT;
            if (!isFragment && !IpDecoder.isExtension(facts.protocol)) {
                return at;
            }
            if (isFragment && Octets.u16(frame, at + 2) >>> 3 != 0) {
                return end;
            }
            facts.protocol = Octets.u8(frame, at);
            at += isFragment ? 8 : 8 + Octets.u8(frame, at + 1) * 8;
        }
        return at;
    }
}
