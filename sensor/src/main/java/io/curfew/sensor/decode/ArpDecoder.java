package io.curfew.sensor.decode;

/** ARP (RFC 826) between Ethernet and IPv4; other address families are passed over. */
final class ArpDecoder {
    private static final int MESSAGE_OCTETS = 28;
    private static final int IPV4 = 0x0800;

    private final ArpFacts facts = new ArpFacts();
    private final DecodedSink sink;

    ArpDecoder(DecodedSink sink) {
        this.sink = sink;
    }

    Decoding decode(PacketFacts carrier, byte[] frame, int at, int end) {
        if (end - at < 8) {
            return Decoding.ARP_MESSAGE;
        }
        boolean isEthernetForIpv4 =
                Octets.u16(frame, at + 2) == IPV4 && Octets.u8(frame, at + 4) == 6 && Octets.u8(frame, at + 5) == 4;
        if (!isEthernetForIpv4) {
            return Decoding.UNDERSTOOD;
        }
        if (end - at < MESSAGE_OCTETS) {
            return Decoding.ARP_MESSAGE;
        }
        facts.timestampNanos = carrier.timestampNanos;
        facts.vlans.copyFrom(carrier.vlans);
        facts.operation = Octets.u16(frame, at + 6);
        facts.senderMac = Octets.u48(frame, at + 8);
        facts.senderIp = Octets.i32(frame, at + 14);
        facts.targetMac = Octets.u48(frame, at + 18);
        facts.targetIp = Octets.i32(frame, at + 24);
        sink.arp(facts);
        return Decoding.UNDERSTOOD;
    }
}
