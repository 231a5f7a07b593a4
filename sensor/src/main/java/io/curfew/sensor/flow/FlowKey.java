package io.curfew.sensor.flow;

import io.curfew.events.IpAddress;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.decode.Tunnel;
import org.jspecify.annotations.Nullable;

/**
 * What both directions of a flow share: protocol, tunnel and its two ends, the lower one first as {@code A}, so that
 * packets of either direction give the same key. Mutable and used again. A flow is its own key, so that finding one
 * touches no other object. Hot path.
 */
class FlowKey {
    private boolean isV6;
    private int protocol;
    private @Nullable Tunnel tunnel;
    private long highA;
    private long lowA;
    private long highB;
    private long lowB;
    private int portA;
    private int portB;

    /** Takes the key of a packet; true when the packet's sender is end A. */
    final boolean take(PacketFacts packet) {
        takeWay(packet);
        return takeEnds(
                packet.sourceHigh,
                packet.sourceLow,
                packet.sourcePort,
                packet.destinationHigh,
                packet.destinationLow,
                packet.destinationPort);
    }

    /** Takes the key of what the packet's receiver sends to an address of the same version, the same way. */
    final void takeFromReceiver(PacketFacts packet, long toHigh, long toLow, int toPort) {
        takeWay(packet);
        takeEnds(packet.destinationHigh, packet.destinationLow, packet.destinationPort, toHigh, toLow, toPort);
    }

    private void takeWay(PacketFacts packet) {
        isV6 = packet.isV6;
        protocol = packet.protocol;
        tunnel(packet.tunnel);
    }

    private boolean takeEnds(long high, long low, int port, long otherHigh, long otherLow, int otherPort) {
        boolean isA = isLower(high, low, port, otherHigh, otherLow, otherPort);
        highA = isA ? high : otherHigh;
        lowA = isA ? low : otherLow;
        portA = isA ? port : otherPort;
        highB = isA ? otherHigh : high;
        lowB = isA ? otherLow : low;
        portB = isA ? otherPort : port;
        return isA;
    }

    /** Writes only what is new: whoever writes a reference makes the garbage collector look there. */
    private void tunnel(@Nullable Tunnel by) {
        if (tunnel != by) {
            tunnel = by;
        }
    }

    /** What carries the flow's packets inside others; absent for outer flows. */
    final @Nullable Tunnel tunnel() {
        return tunnel;
    }

    /** The address of end A or of end B. */
    final IpAddress address(boolean ofA) {
        long high = ofA ? highA : highB;
        long low = ofA ? lowA : lowB;
        return isV6 ? IpAddress.v6(high, low) : IpAddress.v4((int) low);
    }

    /** The port of end A or of end B. */
    final int port(boolean ofA) {
        return ofA ? portA : portB;
    }

    private static boolean isLower(long high, long low, int port, long otherHigh, long otherLow, int otherPort) {
        int byHigh = Long.compareUnsigned(high, otherHigh);
        if (byHigh != 0) {
            return byHigh < 0;
        }
        int byLow = Long.compareUnsigned(low, otherLow);
        return byLow != 0 ? byLow < 0 : port <= otherPort;
    }

    final void copyFrom(FlowKey other) {
        isV6 = other.isV6;
        protocol = other.protocol;
        tunnel(other.tunnel);
        highA = other.highA;
        lowA = other.lowA;
        highB = other.highB;
        lowB = other.lowB;
        portA = other.portA;
        portB = other.portB;
    }

    final boolean isSame(FlowKey other) {
        return lowA == other.lowA
                && lowB == other.lowB
                && portA == other.portA
                && portB == other.portB
                && protocol == other.protocol
                && highA == other.highA
                && highB == other.highB
                && isV6 == other.isV6
                && tunnel == other.tunnel;
    }

    /** Spreads over all 32 bits. Who does not know the secret cannot choose addresses and ports that meet. */
    final int spread(long secret) {
        long mixed = (lowA ^ secret) * 0x9e37_79b9_7f4a_7c15L;
        mixed = (mixed ^ mixed >>> 32 ^ lowB) * (secret | 1);
        mixed = (mixed ^ mixed >>> 29 ^ highA) * 0xbf58_476d_1ce4_e5b9L;
        mixed = (mixed ^ mixed >>> 32 ^ highB) * (secret | 1);
        mixed ^= (long) portA << 40 ^ (long) portB << 16 ^ protocol;
        mixed = (mixed ^ mixed >>> 32) * 0x94d0_49bb_1331_11ebL;
        return (int) (mixed >>> 32);
    }
}
