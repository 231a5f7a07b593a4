package io.curfew.sensor.decode;

/**
 * Ethernet and what EtherTypes announce: VLAN tags, MPLS, PPPoE, provider backbones, service headers, ARP and IP. Hot
 * path.
 */
final class EtherTypeDecoder {
    private static final int ETHERNET_OCTETS = 14;
    private static final int SMALLEST_TYPE = 0x600;
    private static final int MOST_TAGS = 16;
    private static final int MOST_LINK_HEADERS = 8;

    private static final int IPV4 = 0x0800;
    private static final int ARP = 0x0806;
    private static final int TRANSPARENT_BRIDGING = 0x6558;
    private static final int IPV6 = 0x86dd;
    private static final int VLAN = 0x8100;
    private static final int PROVIDER_VLAN = 0x88a8;
    private static final int PROVIDER_VLAN_OLD = 0x9100;
    private static final int PROVIDER_VLAN_OLDER = 0x9200;
    private static final int MPLS = 0x8847;
    private static final int MPLS_MULTICAST = 0x8848;
    private static final int PPPOE_SESSION = 0x8864;
    private static final int PPP = 0x880b;
    private static final int BACKBONE = 0x88e7;
    private static final int VN_TAG = 0x8926;
    private static final int SERVICE_HEADER = 0x894f;

    private final IpDecoder ip;
    private final ArpDecoder arp;
    private final Inside inside;

    EtherTypeDecoder(IpDecoder ip, DecodedSink sink, Inside inside) {
        this.ip = ip;
        this.arp = new ArpDecoder(sink);
        this.inside = inside;
    }

    Decoding ethernet(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < ETHERNET_OCTETS || ++facts.linkHeaders > MOST_LINK_HEADERS) {
            return Decoding.LINK_HEADER;
        }
        facts.destinationMac = Octets.u48(frame, at);
        facts.sourceMac = Octets.u48(frame, at + 6);
        return decode(facts, Octets.u16(frame, at + 12), frame, at + ETHERNET_OCTETS, end);
    }

    /** Decodes what follows a type field; a value below 0x600 is a length (IEEE 802.3) with an LLC header behind it. */
    Decoding decode(PacketFacts facts, int firstType, byte[] frame, int from, int end) {
        int type = firstType;
        int at = from;
        for (int tags = 0; tags < MOST_TAGS; tags++) {
            switch (type) {
                case IPV4 -> {
                    return ip.v4(facts, frame, at, end);
                }
                case IPV6 -> {
                    return ip.v6(facts, frame, at, end);
                }
                case ARP -> {
                    return arp.decode(facts, frame, at, end);
                }
                case VLAN, PROVIDER_VLAN, PROVIDER_VLAN_OLD, PROVIDER_VLAN_OLDER -> {
                    if (end - at < 4) {
                        return Decoding.LINK_HEADER;
                    }
                    facts.vlans.push(Octets.u16(frame, at) & 0xfff);
                    type = Octets.u16(frame, at + 2);
                    at += 4;
                }
                case VN_TAG -> {
                    if (end - at < 6) {
                        return Decoding.LINK_HEADER;
                    }
                    type = Octets.u16(frame, at + 4);
                    at += 6;
                }
                case BACKBONE -> {
                    // IEEE 802.1ah: the customer's own addresses follow the service tag.
                    return ethernet(facts, frame, at + 4, end);
                }
                case TRANSPARENT_BRIDGING -> {
                    return ethernet(facts, frame, at, end);
                }
                case MPLS, MPLS_MULTICAST -> {
                    return mpls(facts, frame, at, end);
                }
                case PPPOE_SESSION -> {
                    return ppp(facts, frame, at + 6, end);
                }
                case PPP -> {
                    return ppp(facts, frame, at, end);
                }
                case SERVICE_HEADER -> {
                    return serviceHeader(facts, frame, at, end);
                }
                default -> {
                    return type < SMALLEST_TYPE ? llc(facts, frame, at, end) : Decoding.UNDERSTOOD;
                }
            }
        }
        return Decoding.LINK_HEADER;
    }

    /** IEEE 802.2, with SNAP for EtherTypes and LSAP 6 for IP. */
    Decoding llc(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 3 || ++facts.linkHeaders > MOST_LINK_HEADERS) {
            return Decoding.LINK_HEADER;
        }
        int accessPoints = Octets.u16(frame, at);
        if (accessPoints == 0x0606) {
            return ip.either(facts, frame, at + 3, end);
        }
        if (accessPoints != 0xaaaa) {
            return Decoding.UNDERSTOOD;
        }
        if (end - at < 8) {
            return Decoding.LINK_HEADER;
        }
        boolean isEncapsulatedEthernet = (Octets.i32(frame, at + 2) & 0x00ff_ffff) == 0;
        int type = Octets.u16(frame, at + 6);
        return isEncapsulatedEthernet && type >= SMALLEST_TYPE
                ? decode(facts, type, frame, at + 8, end)
                : Decoding.UNDERSTOOD;
    }

    /** RFC 3032; the first four bits behind the labels tell IP from a pseudowire (RFC 4385). */
    private Decoding mpls(PacketFacts facts, byte[] frame, int from, int end) {
        int at = from;
        boolean bottom = false;
        while (!bottom) {
            if (end - at < 4) {
                return Decoding.LINK_HEADER;
            }
            bottom = (frame[at + 2] & 1) != 0;
            at += 4;
        }
        if (at >= end) {
            return Decoding.LINK_HEADER;
        }
        int version = Octets.u8(frame, at) >>> 4;
        return switch (version) {
            case 4, 6 -> ip.either(facts, frame, at, end);
            case 0 -> inside.ethernet(facts, frame, at + 4, end);
            default -> Decoding.UNDERSTOOD;
        };
    }

    /** RFC 1661 and RFC 1662: the address and control octets may be absent, the protocol may be one octet. */
    Decoding ppp(PacketFacts facts, byte[] frame, int from, int end) {
        int at = from;
        if (end - at >= 2 && Octets.u16(frame, at) == 0xff03) {
            at += 2;
        }
        if (end - at < 2) {
            return Decoding.LINK_HEADER;
        }
        int protocol = Octets.u8(frame, at++);
        if ((protocol & 1) == 0) {
            protocol = protocol << 8 | Octets.u8(frame, at++);
        }
        return switch (protocol) {
            case 0x0021 -> ip.v4(facts, frame, at, end);
            case 0x0057 -> ip.v6(facts, frame, at, end);
            case 0x0031 -> ethernet(facts, frame, at + 2, end);
            case 0x0281, 0x0283 -> mpls(facts, frame, at, end);
            default -> Decoding.UNDERSTOOD;
        };
    }

    /** RFC 8300. */
    private Decoding serviceHeader(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 8) {
            return Decoding.LINK_HEADER;
        }
        int headerOctets = (Octets.u16(frame, at) & 0x3f) * 4;
        int behind = at + Math.max(8, headerOctets);
        return switch (Octets.u8(frame, at + 3)) {
            case 1 -> ip.v4(facts, frame, behind, end);
            case 2 -> ip.v6(facts, frame, behind, end);
            case 3 -> ethernet(facts, frame, behind, end);
            default -> Decoding.UNDERSTOOD;
        };
    }
}
