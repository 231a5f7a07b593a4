package io.curfew.sensor.decode;

/**
 * TCP, UDP, ICMP, SCTP and the rest of what IP carries. A header that the capture cut off still counts when its ports
 * are there. Hot path.
 */
final class TransportDecoder {

    private static final int PORTS_OCTETS = 4;
    private static final int TCP_OCTETS = 20;
    private static final int TCP_FLAGS_END = 14;
    private static final int UDP_OCTETS = 8;
    private static final int ICMP_OCTETS = 8;
    private static final int V4_UNREACHABLE = 3;
    private static final int V6_UNREACHABLE = 1;

    private final PacketFacts quoted = new PacketFacts();
    private final DecodedSink sink;
    private final TunnelDecoder tunnels;

    TransportDecoder(DecodedSink sink, TunnelDecoder tunnels) {
        this.sink = sink;
        this.tunnels = tunnels;
    }

    Decoding decode(PacketFacts facts, byte[] frame, int at, int end) {
        facts.clearTransport();
        switch (facts.protocol) {
            case IpProtocol.TCP -> {
                return tcp(facts, frame, at, end);
            }
            case IpProtocol.UDP -> {
                return udp(facts, frame, at, end);
            }
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> {
                return icmp(facts, frame, at, end);
            }
            case IpProtocol.SCTP -> {
                if (!ports(facts, frame, at, end)) {
                    return Decoding.TRANSPORT_HEADER;
                }
                facts.payload(frame, at + 12, end);
                sink.packet(facts);
            }
            default -> {
                facts.payload(frame, at, end);
                sink.packet(facts);
                tunnels.behindIp(facts, frame, at, end);
            }
        }
        return Decoding.UNDERSTOOD;
    }

    private static boolean ports(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < PORTS_OCTETS) {
            return false;
        }
        facts.sourcePort = Octets.u16(frame, at);
        facts.destinationPort = Octets.u16(frame, at + 2);
        return true;
    }

    private Decoding tcp(PacketFacts facts, byte[] frame, int at, int end) {
        if (!ports(facts, frame, at, end)) {
            return Decoding.TRANSPORT_HEADER;
        }
        if (end - at >= TCP_FLAGS_END) {
            facts.tcpSequence = Octets.i32(frame, at + 4);
            facts.tcpFlags = Octets.u8(frame, at + 13);
            int headerOctets = (Octets.u8(frame, at + 12) >>> 4) * 4;
            facts.payload(frame, at + Math.max(TCP_OCTETS, headerOctets), end);
        }
        sink.packet(facts);
        return Decoding.UNDERSTOOD;
    }

    private Decoding udp(PacketFacts facts, byte[] frame, int at, int end) {
        if (!ports(facts, frame, at, end)) {
            return Decoding.TRANSPORT_HEADER;
        }
        if (end - at < UDP_OCTETS) {
            sink.packet(facts);
            return Decoding.UNDERSTOOD;
        }
        int length = Octets.u16(frame, at + 4);
        int payloadEnd = length < UDP_OCTETS ? end : Math.min(end, at + length);
        facts.payload(frame, at + UDP_OCTETS, payloadEnd);
        sink.packet(facts);
        tunnels.behindUdp(facts, frame, at + UDP_OCTETS, payloadEnd);
        return Decoding.UNDERSTOOD;
    }

    private Decoding icmp(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 2) {
            return Decoding.TRANSPORT_HEADER;
        }
        facts.icmpType = Octets.u8(frame, at);
        facts.icmpCode = Octets.u8(frame, at + 1);
        IcmpPorts.set(facts);
        facts.payload(frame, at + ICMP_OCTETS, end);
        sink.packet(facts);
        boolean isUnreachable = facts.icmpType == (facts.isV6 ? V6_UNREACHABLE : V4_UNREACHABLE);
        if (isUnreachable && QuotedPacket.decode(quoted, frame, at + ICMP_OCTETS, end)) {
            quoted.tunnel = facts.tunnel;
            sink.unreachable(facts, quoted);
        }
        return Decoding.UNDERSTOOD;
    }
}
