package io.curfew.sensor.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Opens tunnels and decodes what they carry, at most {@value FrameDecoder#DEEPEST} deep. What looks like a tunnel and
 * holds nothing decodable is left alone, and so is what may not be opened: its outer packet stands.
 */
final class TunnelDecoder {
    private static final int IP_IN_IP = 4;
    private static final int IPV6_IN_IP = 41;
    private static final int GRE = 47;
    private static final int ETHERNET_IN_IP = 97;

    private static final int VXLAN_PORT = 4789;
    private static final int GENEVE_PORT = 6081;
    private static final int GTP_USER_PORT = 2152;
    private static final int TEREDO_PORT = 3544;
    private static final int AYIYA_PORT = 5072;
    private static final int CAPWAP_DATA_PORT = 5247;

    private static final int IP = 0;
    private static final int WIFI = -1;

    private static final int TRANSPARENT_BRIDGING = 0x6558;
    private static final int ERSPAN_2 = 0x88be;
    private static final int ERSPAN_3 = 0x22eb;

    private final List<PacketFacts> levels = new ArrayList<>();
    private final Inside inside;
    private final Predicate<? super PacketFacts> mayOpen;
    private int depth;

    TunnelDecoder(Inside inside, Predicate<? super PacketFacts> mayOpen) {
        this.inside = inside;
        this.mayOpen = mayOpen;
        for (int level = 0; level < FrameDecoder.DEEPEST; level++) {
            levels.add(new PacketFacts());
        }
    }

    void behindIp(PacketFacts outer, byte[] frame, int at, int end) {
        switch (outer.protocol) {
            case IP_IN_IP, IPV6_IN_IP -> open(outer, Tunnel.IPIP, IP, frame, at, end);
            case GRE -> gre(outer, frame, at, end);
            case ETHERNET_IN_IP -> open(outer, Tunnel.IPIP, TRANSPARENT_BRIDGING, frame, at + 2, end);
            default -> {
                // Carries no packets that can be read.
            }
        }
    }

    void behindUdp(PacketFacts outer, byte[] frame, int at, int end) {
        if (isBetween(outer, VXLAN_PORT)) {
            vxlan(outer, frame, at, end);
        } else if (isBetween(outer, GENEVE_PORT)) {
            geneve(outer, frame, at, end);
        } else if (isBetween(outer, GTP_USER_PORT)) {
            gtp(outer, frame, at, end);
        } else if (isBetween(outer, TEREDO_PORT)) {
            teredo(outer, frame, at, end);
        } else if (isBetween(outer, AYIYA_PORT)) {
            ayiya(outer, frame, at, end);
        } else if (isBetween(outer, CAPWAP_DATA_PORT)) {
            capwap(outer, frame, at, end);
        }
    }

    private static boolean isBetween(PacketFacts outer, int port) {
        return outer.destinationPort == port || outer.sourcePort == port;
    }

    /** Decodes what {@code type} says: an EtherType, {@link #IP} of either version, or {@link #WIFI}. */
    private void open(PacketFacts outer, Tunnel tunnel, int type, byte[] frame, int at, int end) {
        if (depth == FrameDecoder.DEEPEST || at >= end || !(tunnel.isOfTheWire() || mayOpen.test(outer))) {
            return;
        }
        PacketFacts inner = levels.get(depth);
        depth++;
        inner.beginInside(outer, tunnel);
        switch (type) {
            case IP -> inside.ip(inner, frame, at, end);
            case WIFI -> inside.wifi(inner, frame, at, end);
            default -> inside.etherType(inner, type, frame, at, end);
        }
        depth--;
    }

    /** RFC 2784, RFC 2890, and version 1 of RFC 2637 (PPTP). */
    private void gre(PacketFacts outer, byte[] frame, int from, int end) {
        if (end - from < 4) {
            return;
        }
        int flags = Octets.u16(frame, from);
        int type = Octets.u16(frame, from + 2);
        boolean hasSequence = (flags & 0x1000) != 0;
        int at = from + 4;
        if ((flags & 0xc000) != 0) {
            at += 4;
        }
        if ((flags & 0x2000) != 0) {
            at += 4;
        }
        if (hasSequence) {
            at += 4;
        }
        if ((flags & 7) == 1 && (flags & 0x80) != 0) {
            at += 4;
        }
        switch (type) {
            // Version I of ERSPAN has no header of its own and no sequence number.
            case ERSPAN_2 -> open(outer, Tunnel.ERSPAN, TRANSPARENT_BRIDGING, frame, hasSequence ? at + 8 : at, end);
            case ERSPAN_3 -> erspan3(outer, frame, at, end);
            default -> open(outer, Tunnel.GRE, type, frame, at, end);
        }
    }

    private void erspan3(PacketFacts outer, byte[] frame, int at, int end) {
        if (end - at >= 12) {
            boolean hasPlatformHeader = (frame[at + 11] & 1) != 0;
            open(outer, Tunnel.ERSPAN, TRANSPARENT_BRIDGING, frame, at + (hasPlatformHeader ? 20 : 12), end);
        }
    }

    /** RFC 7348. */
    private void vxlan(PacketFacts outer, byte[] frame, int at, int end) {
        boolean hasNetworkId = end - at >= 8 && (frame[at] & 0x08) != 0;
        if (hasNetworkId) {
            open(outer, Tunnel.VXLAN, TRANSPARENT_BRIDGING, frame, at + 8, end);
        }
    }

    /** RFC 8926. */
    private void geneve(PacketFacts outer, byte[] frame, int at, int end) {
        if (end - at >= 8 && Octets.u8(frame, at) >>> 6 == 0) {
            int optionOctets = (frame[at] & 0x3f) * 4;
            open(outer, Tunnel.GENEVE, Octets.u16(frame, at + 2), frame, at + 8 + optionOctets, end);
        }
    }

    /** 3GPP TS 29.281: only messages of type 255 carry packets. */
    private void gtp(PacketFacts outer, byte[] frame, int from, int end) {
        if (end - from < 8 || Octets.u8(frame, from + 1) != 255 || Octets.u8(frame, from) >>> 5 != 1) {
            return;
        }
        int at = from + 8;
        if ((frame[from] & 7) != 0) {
            at += 4;
            if (at > end) {
                return;
            }
            int extension = (frame[from] & 4) != 0 ? Octets.u8(frame, at - 1) : 0;
            while (extension != 0) {
                int octets = at < end ? Octets.u8(frame, at) * 4 : 0;
                if (octets == 0 || end - at < octets) {
                    return;
                }
                at += octets;
                extension = Octets.u8(frame, at - 1);
            }
        }
        open(outer, Tunnel.GTP, IP, frame, at, end);
    }

    /** RFC 4380: authentication and origin may stand before the packet. */
    private void teredo(PacketFacts outer, byte[] frame, int from, int end) {
        int at = from;
        if (end - at >= 4 && Octets.u16(frame, at) == 1) {
            at += 13 + Octets.u8(frame, at + 2) + Octets.u8(frame, at + 3);
        }
        if (end - at >= 8 && Octets.u16(frame, at) == 0) {
            at += 8;
        }
        if (end - at >= 40 && Octets.u8(frame, at) >>> 4 == 6) {
            open(outer, Tunnel.TEREDO, IP, frame, at, end);
        }
    }

    /** draft-massar-v6ops-ayiya: identity and signature have lengths in the first two octets. */
    private void ayiya(PacketFacts outer, byte[] frame, int at, int end) {
        if (end - at >= 8) {
            int identityOctets = 1 << (Octets.u8(frame, at) >>> 4);
            int signatureOctets = (Octets.u8(frame, at + 1) >>> 4) * 4;
            open(outer, Tunnel.AYIYA, IP, frame, at + 8 + identityOctets + signatureOctets, end);
        }
    }

    /** RFC 5415, section 4.3, in the clear: frames of stations, as Ethernet or as 802.11 (RFC 5416), in one piece. */
    private void capwap(PacketFacts outer, byte[] frame, int at, int end) {
        if (end - at < 8 || frame[at] != 0) {
            return;
        }
        int header = Octets.i32(frame, at);
        int headerOctets = (header >>> 19 & 0x1f) * 4;
        boolean isFragment = (header & 0x80) != 0;
        boolean isKeepAlive = (header & 0x08) != 0;
        boolean isNative = (header & 0x100) != 0;
        boolean isWifi = (header >>> 9 & 0x1f) == 1;
        if (headerOctets < 8 || isFragment || isKeepAlive || (isNative && !isWifi)) {
            return;
        }
        open(outer, Tunnel.CAPWAP, isNative ? WIFI : TRANSPARENT_BRIDGING, frame, at + headerOctets, end);
    }
}
