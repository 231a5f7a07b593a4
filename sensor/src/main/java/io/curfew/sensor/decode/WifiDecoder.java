package io.curfew.sensor.decode;

/** IEEE 802.11 data frames that are not encrypted; others are passed over. */
final class WifiDecoder {
    private static final int SHORTEST_HEADER_OCTETS = 24;
    private static final int DATA = 2;

    private final Inside inside;

    WifiDecoder(Inside inside) {
        this.inside = inside;
    }

    /** Radiotap: the length of its header stands at octet 2, little end first. */
    Decoding behindRadiotap(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 8) {
            return Decoding.LINK_HEADER;
        }
        int headerOctets = Octets.u8(frame, at + 2) | Octets.u8(frame, at + 3) << 8;
        return decode(facts, frame, at + headerOctets, end);
    }

    Decoding decode(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 2) {
            return Decoding.LINK_HEADER;
        }
        int control = Octets.u8(frame, at);
        int flags = Octets.u8(frame, at + 1);
        boolean isProtected = (flags & 0x40) != 0;
        boolean hasNoData = (control & 0x40) != 0;
        if ((control >>> 2 & 3) != DATA || isProtected || hasNoData) {
            return Decoding.UNDERSTOOD;
        }
        if (end - at < SHORTEST_HEADER_OCTETS) {
            return Decoding.LINK_HEADER;
        }
        boolean toDistribution = (flags & 1) != 0;
        boolean fromDistribution = (flags & 2) != 0;
        boolean isRelayed = toDistribution && fromDistribution;
        boolean hasQualityOfService = (control & 0x80) != 0;
        boolean isAggregate = false;
        int headerOctets = SHORTEST_HEADER_OCTETS + (isRelayed ? 6 : 0);
        if (hasQualityOfService) {
            if (end - at < headerOctets + 2) {
                return Decoding.LINK_HEADER;
            }
            isAggregate = (frame[at + headerOctets] & 0x80) != 0;
            boolean hasThroughputControl = (flags & 0x80) != 0;
            headerOctets += hasThroughputControl ? 6 : 2;
        }
        if (end - at < headerOctets || isAggregate) {
            return isAggregate ? Decoding.UNDERSTOOD : Decoding.LINK_HEADER;
        }
        facts.destinationMac = Octets.u48(frame, toDistribution ? at + 16 : at + 4);
        int sourceAt = isRelayed ? at + 24 : fromDistribution ? at + 16 : at + 10;
        facts.sourceMac = Octets.u48(frame, sourceAt);
        return inside.etherType(facts, 0, frame, at + headerOctets, end);
    }
}
