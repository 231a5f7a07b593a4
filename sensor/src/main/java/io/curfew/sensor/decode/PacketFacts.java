package io.curfew.sensor.decode;

import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known about one IP packet. Hot path: plain fields, written again for each packet, no allocation; valid only
 * during the call that hands it over.
 */
public final class PacketFacts {
    /** Stands where the link gave no MAC address. */
    public static final long NO_MAC = -1;

    /** Set in the MAC addresses of groups, and in {@link #NO_MAC}. */
    static final long GROUP_MAC = 1L << 40;

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int ACK = 0x10;

    private static final byte[] NOTHING = {};

    public long timestampNanos;
    public long sourceMac = NO_MAC;
    public long destinationMac = NO_MAC;
    public final VlanTags vlans = new VlanTags();
    /** What carried this packet inside another; absent for outer packets. */
    public @Nullable Tunnel tunnel;

    public boolean isV6;
    public long sourceHigh;
    public long sourceLow;
    public long destinationHigh;
    public long destinationLow;
    /** IP protocol or last next header. */
    public int protocol;
    /** Hop limit of IPv6, time to live of IPv4. */
    public int hopLimit;
    /** Octets of the IP packet, header included. */
    public int ipBytes;

    /** Port; for ICMP what Community ID takes for one (see {@link IcmpPorts}); else 0. */
    public int sourcePort;

    public int destinationPort;
    /** TCP flags; 0 where the header was cut off. */
    public int tcpFlags;

    public int tcpSequence;
    public int icmpType;
    public int icmpCode;

    /** Holds the transport's payload, as far as it was captured. */
    public byte[] payload = NOTHING;

    public int payloadAt;
    public int payloadLength;

    /** Octets of the frame that the capture left out. */
    int cutOctets;

    /** True for what came of a fragmented packet that was given up: it counts, and its payload is not read. */
    boolean isGivenUp;

    /** Link headers opened so far, one inside the other. */
    int linkHeaders;

    void clear() {
        sourceMac = NO_MAC;
        destinationMac = NO_MAC;
        vlans.clear();
        tunnel = null;
        cutOctets = 0;
        linkHeaders = 0;
        clearTransport();
    }

    void clearTransport() {
        sourcePort = 0;
        destinationPort = 0;
        tcpFlags = 0;
        tcpSequence = 0;
        payload = NOTHING;
        payloadAt = 0;
        payloadLength = 0;
    }

    /** Takes over what a packet inside another shares with it. */
    void beginInside(PacketFacts outer, Tunnel by) {
        timestampNanos = outer.timestampNanos;
        sourceMac = outer.sourceMac;
        destinationMac = outer.destinationMac;
        vlans.copyFrom(outer.vlans);
        tunnel = by;
        cutOctets = outer.cutOctets;
        linkHeaders = 0;
        clearTransport();
    }

    /** What it says of addresses, frame and IP header; of the transport nothing. */
    PacketFacts copy() {
        PacketFacts copy = new PacketFacts();
        copy.timestampNanos = timestampNanos;
        copy.sourceMac = sourceMac;
        copy.destinationMac = destinationMac;
        copy.vlans.copyFrom(vlans);
        copy.tunnel = tunnel;
        copy.isV6 = isV6;
        copy.sourceHigh = sourceHigh;
        copy.sourceLow = sourceLow;
        copy.destinationHigh = destinationHigh;
        copy.destinationLow = destinationLow;
        copy.protocol = protocol;
        copy.hopLimit = hopLimit;
        copy.ipBytes = ipBytes;
        copy.cutOctets = cutOctets;
        copy.linkHeaders = linkHeaders;
        return copy;
    }

    void payload(byte[] octets, int at, int end) {
        payload = octets;
        payloadAt = Math.min(at, end);
        payloadLength = Math.max(0, end - at);
    }

    public boolean hasFlag(int flag) {
        return (tcpFlags & flag) != 0;
    }

    /** The sender as a value. Allocates: not for each packet. */
    public Endpoint source() {
        return new Endpoint(mac(sourceMac), address(isV6, sourceHigh, sourceLow), sourcePort);
    }

    /** The receiver as a value. Allocates: not for each packet. */
    public Endpoint destination() {
        return new Endpoint(mac(destinationMac), address(isV6, destinationHigh, destinationLow), destinationPort);
    }

    private static @Nullable MacAddress mac(long bits) {
        return bits == NO_MAC ? null : new MacAddress(bits);
    }

    private static IpAddress address(boolean isV6, long high, long low) {
        return isV6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
    }
}
