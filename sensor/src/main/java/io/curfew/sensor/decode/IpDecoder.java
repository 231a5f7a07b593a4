package io.curfew.sensor.decode;

import java.util.Objects;

/**
 * IPv4 (RFC 791) and IPv6 (RFC 8200) with its extension headers. A fragment is held back until its packet is complete;
 * then the packet counts once, with the last fragment's bytes, as tshark counts it. One that is given up counts once,
 * too, with the bytes of all that came of it, when its beginning did. Hot path.
 */
final class IpDecoder {
    private static final int V4_OCTETS = 20;
    private static final int V6_OCTETS = 40;
    private static final int MOST_EXTENSIONS = 16;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int FRAGMENT_OFFSET = 0x1fff;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;
    private static final int HOST_IDENTITY = 139;
    private static final int SHIM6 = 140;

    private final Fragments fragments = new Fragments();
    private final TransportDecoder transport;

    IpDecoder(TransportDecoder transport) {
        this.transport = transport;
    }

    /** Fragmented packets that were given up unfinished. */
    long fragmentedGivenUp() {
        return fragments.givenUp();
    }

    /** Gives up what waits for a fragment for too long at {@code nowNanos}, and decodes what came of it. */
    void advance(long nowNanos) {
        fragments.giveUpWhatIsLate(nowNanos);
        givenUp();
    }

    /** Gives up all that waits for a fragment, and decodes what came of it. */
    void startAnew() {
        fragments.giveUpAll();
        givenUp();
    }

    /** Decodes what came of fragmented packets that were given up. */
    void givenUp() {
        for (FragmentedPacket packet = fragments.nextGivenUp(); packet != null; packet = fragments.nextGivenUp()) {
            PacketFacts facts = Objects.requireNonNull(packet.first());
            facts.ipBytes = packet.ipBytes();
            int end = packet.begunLength();
            facts.isGivenUp = true;
            if (facts.isV6) {
                extensions(facts, packet.octets(), 0, end);
            } else {
                afterV4(facts, packet.octets(), 0, end);
            }
        }
    }

    Decoding either(PacketFacts facts, byte[] frame, int at, int end) {
        if (at >= end) {
            return Decoding.IP_HEADER;
        }
        return switch (Octets.u8(frame, at) >>> 4) {
            case 4 -> v4(facts, frame, at, end);
            case 6 -> v6(facts, frame, at, end);
            default -> Decoding.IP_HEADER;
        };
    }

    Decoding v4(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < V4_OCTETS || Octets.u8(frame, at) >>> 4 != 4) {
            return Decoding.IP_HEADER;
        }
        int headerOctets = (frame[at] & 0x0f) * 4;
        int total = Octets.u16(frame, at + 2);
        if (total == 0) {
            // Segmentation offload: the length is filled in by the network card.
            total = end - at + facts.cutOctets;
        }
        if (headerOctets < V4_OCTETS || total < headerOctets || end - at < headerOctets) {
            return Decoding.IP_HEADER;
        }
        facts.isV6 = false;
        facts.sourceHigh = 0;
        facts.sourceLow = Octets.u32(frame, at + 12);
        facts.destinationHigh = 0;
        facts.destinationLow = Octets.u32(frame, at + 16);
        facts.hopLimit = Octets.u8(frame, at + 8);
        facts.protocol = Octets.u8(frame, at + 9);
        facts.ipBytes = total;
        int payloadAt = at + headerOctets;
        int payloadEnd = Math.min(end, at + total);
        int fragmentation = Octets.u16(frame, at + 6);
        boolean more = (fragmentation & MORE_FRAGMENTS) != 0;
        int offset = (fragmentation & FRAGMENT_OFFSET) * 8;
        if (more || offset != 0) {
            boolean isWhole = end - at >= total && total > headerOctets;
            return fragment(facts, Octets.u16(frame, at + 4), offset, more, isWhole, frame, payloadAt, payloadEnd);
        }
        return afterV4(facts, frame, payloadAt, payloadEnd);
    }

    private Decoding afterV4(PacketFacts facts, byte[] frame, int at, int end) {
        return facts.protocol == AUTHENTICATION ? extensions(facts, frame, at, end) : transport(facts, frame, at, end);
    }

    private Decoding transport(PacketFacts facts, byte[] frame, int at, int end) {
        return transport.decode(facts, frame, at, facts.isGivenUp ? Math.min(end, at + header(facts.protocol)) : end);
    }

    /** The octets of a transport's header in which its ports and flags are. */
    private static int header(int protocol) {
        return switch (protocol) {
            case IpProtocol.TCP -> 20;
            case IpProtocol.UDP, IpProtocol.ICMP, IpProtocol.ICMPV6 -> 8;
            case IpProtocol.SCTP -> 12;
            default -> 0;
        };
    }

    Decoding v6(PacketFacts facts, byte[] frame, int at, int end) {
        if (end - at < V6_OCTETS || Octets.u8(frame, at) >>> 4 != 6) {
            return Decoding.IP_HEADER;
        }
        facts.isV6 = true;
        facts.sourceHigh = Octets.i64(frame, at + 8);
        facts.sourceLow = Octets.i64(frame, at + 16);
        facts.destinationHigh = Octets.i64(frame, at + 24);
        facts.destinationLow = Octets.i64(frame, at + 32);
        facts.protocol = Octets.u8(frame, at + 6);
        facts.hopLimit = Octets.u8(frame, at + 7);
        int payloadOctets = Octets.u16(frame, at + 4);
        if (payloadOctets == 0) {
            payloadOctets = end - at - V6_OCTETS + facts.cutOctets;
        }
        facts.ipBytes = V6_OCTETS + payloadOctets;
        return extensions(facts, frame, at + V6_OCTETS, Math.min(end, at + facts.ipBytes));
    }

    private Decoding extensions(PacketFacts facts, byte[] frame, int from, int end) {
        int at = from;
        for (int count = 0; count < MOST_EXTENSIONS; count++) {
            int octets;
            switch (facts.protocol) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HOST_IDENTITY, SHIM6 -> {
                    if (end - at < 8) {
                        return Decoding.IP_HEADER;
                    }
                    octets = 8 + Octets.u8(frame, at + 1) * 8;
                }
                case AUTHENTICATION -> {
                    if (end - at < 8) {
                        return Decoding.IP_HEADER;
                    }
                    octets = 8 + Octets.u8(frame, at + 1) * 4;
                }
                case FRAGMENT -> {
                    if (end - at < 8) {
                        return Decoding.IP_HEADER;
                    }
                    facts.protocol = Octets.u8(frame, at);
                    int offsetAndMore = Octets.u16(frame, at + 2);
                    int offset = offsetAndMore & ~7;
                    boolean more = (offsetAndMore & 1) != 0;
                    if (more || offset != 0) {
                        boolean isWhole = facts.cutOctets == 0 && end - at > 8;
                        return fragment(facts, Octets.i32(frame, at + 4), offset, more, isWhole, frame, at + 8, end);
                    }
                    at += 8;
                    continue;
                }
                default -> {
                    return transport(facts, frame, at, end);
                }
            }
            facts.protocol = Octets.u8(frame, at);
            at += octets;
            if (at > end) {
                return Decoding.IP_HEADER;
            }
        }
        return Decoding.IP_HEADER;
    }

    /** True for the headers of IPv6 that have a length in units of eight octets. */
    static boolean isExtension(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HOST_IDENTITY, SHIM6 -> true;
            default -> false;
        };
    }

    private Decoding fragment(
            PacketFacts facts,
            int identification,
            int offset,
            boolean more,
            boolean isWhole,
            byte[] frame,
            int at,
            int end) {
        if (facts.isGivenUp) {
            // A fragment in what was put together of fragments, and not wholly.
            return Decoding.UNDERSTOOD;
        }
        if (!isWhole) {
            // What the capture cut off can never be put together; the first piece still shows its ports.
            return offset == 0 ? transport.decode(facts, frame, at, end) : Decoding.UNDERSTOOD;
        }
        FragmentedPacket packet = fragments.add(facts, identification, offset, more, frame, at, end - at);
        if (packet == null) {
            return Decoding.UNDERSTOOD;
        }
        facts.protocol = Objects.requireNonNull(packet.first()).protocol;
        return facts.isV6
                ? extensions(facts, packet.octets(), 0, packet.length())
                : afterV4(facts, packet.octets(), 0, packet.length());
    }
}
