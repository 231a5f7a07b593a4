package io.curfew.sensor.decode;

/**
 * IEEE 802.11 data frames that are not encrypted, aggregated ones (A-MSDU) included; others are passed over. Hot path.
 */
final class WifiDecoder {
    private static final int SHORTEST_HEADER_OCTETS = 24;
    private static final int SUBFRAME_HEADER_OCTETS = 14;
    private static final int DATA = 2;

    private final Inside inside;
    private final int multiple;

    /** @param multiple what the octets of a header are filled up to a multiple of */
    WifiDecoder(Inside inside, int multiple) {
        this.inside = inside;
        this.multiple = multiple;
    }

    Decoding decode(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 2) {
            return Decoding.LINK_HEADER;
        }
        int control = Octets.u8(frame, at);
        int flags = Octets.u8(frame, at + 1);
        boolean isSwapped = (control & 3) != 0 && (flags & 3) == 0;
        if (isSwapped) {
            // The only version there is, is 0: some controllers send both octets the other way round in CAPWAP.
            control = flags;
            flags = Octets.u8(frame, at);
        }
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
        headerOctets += (multiple - headerOctets % multiple) % multiple;
        if (end - at < headerOctets) {
            return Decoding.LINK_HEADER;
        }
        if (isAggregate) {
            return aggregate(facts, frame, at + headerOctets, end);
        }
        facts.destinationMac = Octets.u48(frame, toDistribution ? at + 16 : at + 4);
        int sourceAt = isRelayed ? at + 24 : fromDistribution ? at + 16 : at + 10;
        facts.sourceMac = Octets.u48(frame, sourceAt);
        return inside.etherType(facts, 0, frame, at + headerOctets, end);
    }

    /** IEEE 802.11, section 9.3.2.2.2: frames with the addresses they had on Ethernet, each but the last padded. */
    private Decoding aggregate(PacketFacts facts, byte[] frame, int from, int end) {
        int linkHeaders = facts.linkHeaders;
        int outerVlan = facts.vlans.outer();
        int innerVlan = facts.vlans.inner();
        Decoding worst = Decoding.UNDERSTOOD;
        int at = from;
        while (end - at >= SUBFRAME_HEADER_OCTETS) {
            int length = Octets.u16(frame, at + 12);
            int behind = Math.min(end, at + SUBFRAME_HEADER_OCTETS + length);
            facts.linkHeaders = linkHeaders;
            facts.vlans.set(outerVlan, innerVlan);
            facts.destinationMac = Octets.u48(frame, at);
            facts.sourceMac = Octets.u48(frame, at + 6);
            Decoding decoding = inside.etherType(facts, 0, frame, at + SUBFRAME_HEADER_OCTETS, behind);
            worst = worst == Decoding.UNDERSTOOD ? decoding : worst;
            at += SUBFRAME_HEADER_OCTETS + length + 3 & ~3;
        }
        return worst;
    }
}
