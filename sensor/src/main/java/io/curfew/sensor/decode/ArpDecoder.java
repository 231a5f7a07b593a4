package io.curfew.sensor.decode;

/** ARP (RFC 826) about IPv4, whatever its hardware addresses are; other protocols are passed over. */
final class ArpDecoder {
    private static final int FIXED_OCTETS = 8;
    private static final int MAC_OCTETS = 6;
    private static final int IPV4_OCTETS = 4;
    private static final int IPV4 = 0x0800;

    private final ArpFacts facts = new ArpFacts();
    private final DecodedSink sink;

    ArpDecoder(DecodedSink sink) {
        this.sink = sink;
    }

    Decoding decode(PacketFacts carrier, byte[] frame, int at, int end) {
        if (end - at < FIXED_OCTETS) {
            return Decoding.ARP_MESSAGE;
        }
        boolean isForIpv4 = Octets.u16(frame, at + 2) == IPV4 && Octets.u8(frame, at + 5) == IPV4_OCTETS;
        if (!isForIpv4) {
            return Decoding.UNDERSTOOD;
        }
        int hardwareOctets = Octets.u8(frame, at + 4);
        int senderAt = at + FIXED_OCTETS;
        int targetAt = senderAt + hardwareOctets + IPV4_OCTETS;
        if (end - targetAt < hardwareOctets + IPV4_OCTETS) {
            return Decoding.ARP_MESSAGE;
        }
        boolean hasMacs = hardwareOctets == MAC_OCTETS;
        facts.timestampNanos = carrier.timestampNanos;
        facts.vlans.copyFrom(carrier.vlans);
        facts.operation = Octets.u16(frame, at + 6);
        facts.senderMac = hasMacs ? Octets.u48(frame, senderAt) : PacketFacts.NO_MAC;
        facts.senderIp = Octets.i32(frame, senderAt + hardwareOctets);
        facts.targetMac = hasMacs ? Octets.u48(frame, targetAt) : PacketFacts.NO_MAC;
        facts.targetIp = Octets.i32(frame, targetAt + hardwareOctets);
        facts.isToMany = (carrier.destinationMac & PacketFacts.GROUP_MAC) != 0;
        sink.arp(facts);
        return Decoding.UNDERSTOOD;
    }
}
