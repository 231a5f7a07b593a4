package io.curfew.sensor.decode;

/** What a capture's link type (LINKTYPE_ value) says about a frame's first octets. Hot path. */
final class LinkDecoder {
    private static final int LINUX_HARDWARE_ETHERNET = 1;
    private static final int LINUX_LLC = 0x0004;

    private final Inside inside;

    LinkDecoder(Inside inside) {
        this.inside = inside;
    }

    Decoding decode(PacketFacts facts, int linkType, byte[] frame, int at, int end) {
        return switch (linkType) {
            case 1 -> inside.ethernet(facts, frame, at, end);
            case 0, 108 -> inside.ip(facts, frame, at + 4, end); // BSD loopback: the address family comes first
            case 8 -> inside.ip(facts, frame, at + 16, end); // SLIP
            case 9, 50 -> serial(facts, frame, at, end);
            case 51 -> inside.ppp(facts, frame, at + 6, end); // PPPoE
            case 204 -> inside.ppp(facts, frame, at + 1, end); // PPP with a direction in front
            case 10 -> inside.etherType(facts, 0, frame, at + 13, end); // FDDI: control, two addresses, LLC
            case 11 -> inside.etherType(facts, 0, frame, at, end); // LLC over ATM
            case 12, 14, 101, 228, 229 -> inside.ip(facts, frame, at, end);
            case 104 -> typeThen(facts, frame, at + 2, at + 4, end); // Cisco HDLC
            case 105 -> inside.wifi(facts, frame, at, end);
            case 107 -> frameRelay(facts, frame, at, end);
            case 109 -> inside.ip(facts, frame, at + 12, end); // BSD enc
            case 113 -> cooked(facts, frame, at, end);
            case 117 -> packetFilterLog(facts, frame, at, end);
            case 119 -> inside.wifi(facts, frame, at + 144, end); // Prism
            case 127 -> behindRadiotap(facts, frame, at, end);
            case 192 -> perPacketInformation(facts, frame, at, end);
            case 239 -> netfilterLog(facts, frame, at, end);
            case 276 -> cooked2(facts, frame, at, end);
            default -> Decoding.LINK_TYPE;
        };
    }

    /** PPP, unless the first octet is an address of Cisco's HDLC. */
    private Decoding serial(PacketFacts facts, byte[] frame, int at, int end) {
        boolean isCisco = at < end && (frame[at] & 0x7f) == 0x0f;
        return isCisco ? typeThen(facts, frame, at + 2, at + 4, end) : inside.ppp(facts, frame, at, end);
    }

    private Decoding typeThen(PacketFacts facts, byte[] frame, int typeAt, int at, int end) {
        return at > end ? Decoding.LINK_HEADER : inside.etherType(facts, Octets.u16(frame, typeAt), frame, at, end);
    }

    /** Linux cooked capture, version 1. */
    private Decoding cooked(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 16) {
            return Decoding.LINK_HEADER;
        }
        boolean hasMac = Octets.u16(frame, at + 2) == LINUX_HARDWARE_ETHERNET && Octets.u16(frame, at + 4) == 6;
        if (hasMac) {
            facts.sourceMac = Octets.u48(frame, at + 6);
        }
        return cookedPayload(facts, Octets.u16(frame, at + 14), frame, at + 16, end);
    }

    /** Linux cooked capture, version 2. */
    private Decoding cooked2(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 20) {
            return Decoding.LINK_HEADER;
        }
        boolean hasMac = Octets.u16(frame, at + 8) == LINUX_HARDWARE_ETHERNET && Octets.u8(frame, at + 11) == 6;
        if (hasMac) {
            facts.sourceMac = Octets.u48(frame, at + 12);
        }
        return cookedPayload(facts, Octets.u16(frame, at), frame, at + 20, end);
    }

    private Decoding cookedPayload(PacketFacts facts, int protocol, byte[] frame, int at, int end) {
        boolean isType = protocol >= 0x600 || protocol == LINUX_LLC;
        return isType ? inside.etherType(facts, protocol, frame, at, end) : Decoding.UNDERSTOOD;
    }

    private Decoding behindRadiotap(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < Radiotap.SHORTEST_OCTETS) {
            return Decoding.LINK_HEADER;
        }
        int from = at + Radiotap.octets(frame, at);
        int flags = Radiotap.flags(frame, at, Math.min(from, end));
        if ((flags & Radiotap.DAMAGED) != 0) {
            return Decoding.DAMAGED;
        }
        return (flags & Radiotap.PADDED) != 0
                ? inside.paddedWifi(facts, frame, from, end)
                : inside.wifi(facts, frame, from, end);
    }

    /** RFC 2427; Cisco puts an EtherType where the control octet stands. */
    private Decoding frameRelay(PacketFacts facts, byte[] frame, int from, int end) {
        int at = from;
        boolean addressEnded = false;
        while (!addressEnded && at < end) {
            addressEnded = (frame[at++] & 1) != 0;
        }
        if (end - at < 2) {
            return Decoding.LINK_HEADER;
        }
        if (Octets.u8(frame, at) != 0x03) {
            return typeThen(facts, frame, at, at + 2, end);
        }
        int padding = Octets.u8(frame, at + 1) == 0 ? 1 : 0;
        at += 1 + padding;
        if (at >= end) {
            return Decoding.LINK_HEADER;
        }
        return switch (Octets.u8(frame, at)) {
            case 0xcc, 0x8e -> inside.ip(facts, frame, at + 1, end);
            case 0x80 -> typeThen(facts, frame, at + 4, at + 6, end);
            default -> Decoding.UNDERSTOOD;
        };
    }

    /** PPI: its own length and the link type inside stand in its header, little end first. */
    private Decoding perPacketInformation(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < 8) {
            return Decoding.LINK_HEADER;
        }
        int headerOctets = Octets.u8(frame, at + 2) | Octets.u8(frame, at + 3) << 8;
        int linkType = Octets.u8(frame, at + 4) | Octets.u8(frame, at + 5) << 8;
        boolean isItself = linkType == 192 || headerOctets < 8;
        return isItself ? Decoding.LINK_HEADER : decode(facts, linkType, frame, at + headerOctets, end);
    }

    /** OpenBSD pflog: the first octet is the header's length without its padding. */
    private Decoding packetFilterLog(PacketFacts facts, byte[] frame, int at, int end) {
        if (at >= end) {
            return Decoding.LINK_HEADER;
        }
        int headerOctets = Octets.u8(frame, at) + 3 & ~3;
        return inside.ip(facts, frame, at + headerOctets, end);
    }

    /** Linux NFLOG: values with type and length in the host's order; type 9 is the packet. */
    private Decoding netfilterLog(PacketFacts facts, byte[] frame, int from, int end) {
        int at = from + 4;
        while (end - at >= 4) {
            int length = Octets.u8(frame, at) | Octets.u8(frame, at + 1) << 8;
            int type = Octets.u8(frame, at + 2) | (Octets.u8(frame, at + 3) & 0x7f) << 8;
            if (length < 4 || length > end - at) {
                return Decoding.LINK_HEADER;
            }
            if (type == 9) {
                return inside.ip(facts, frame, at + 4, at + length);
            }
            at += length + 3 & ~3;
        }
        return Decoding.LINK_HEADER;
    }
}
