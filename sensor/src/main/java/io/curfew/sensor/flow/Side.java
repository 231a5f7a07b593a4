package io.curfew.sensor.flow;

import io.curfew.events.MacAddress;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/** What one end of a flow sent, and by which frames; its address is in the key. Mutable and used again. Hot path. */
final class Side {
    /** As much as a router may hold back of what it passes on. */
    private static final int MOST_TO_COME_AGAIN = 1 << 20;

    private long mac;

    long packets;
    long bytes;
    /** All TCP flags sent so far. */
    int flags;
    /** True when it sent something that is no RST. */
    boolean hasSpoken;
    /** True when it sent a SYN. */
    boolean hasBegun;
    /** The sequence number of its first SYN; says nothing before. */
    int firstNumber;
    /** Time to live or hop limit of its first packet; says nothing before. */
    private short firstHopLimit;

    /** The VLAN on which it sends, and the hop limit there. */
    private int vlans;

    private short hopLimit;
    /** Octets of packets that may show again on another VLAN. */
    private int toComeAgain;

    void begin(long macBits) {
        mac = macBits;
        packets = 0;
        bytes = 0;
        flags = 0;
        hasSpoken = false;
        hasBegun = false;
    }

    /** False when the packet counts already. */
    boolean sent(PacketFacts packet) {
        if (packets == 0) {
            firstHopLimit = (short) packet.hopLimit;
            sendsOn(packet);
            toComeAgain = 0;
        }
        if (!hasBegun && packet.hasFlag(PacketFacts.SYN)) {
            hasBegun = true;
            firstNumber = packet.tcpSequence;
        }
        flags |= packet.tcpFlags;
        hasSpoken |= !packet.hasFlag(PacketFacts.RST);
        if (packet.vlans.number() == vlans) {
            toComeAgain = Math.min(MOST_TO_COME_AGAIN, toComeAgain + packet.ipBytes);
        } else if (comesAgain(packet)) {
            return false;
        }
        packets++;
        bytes += packet.ipBytes;
        // What an end sends under is surer than what others sent to.
        mac = packet.sourceMac == PacketFacts.NO_MAC ? mac : packet.sourceMac;
        return true;
    }

    private void sendsOn(PacketFacts packet) {
        vlans = packet.vlans.number();
        hopLimit = (short) packet.hopLimit;
    }

    /**
     * True for what a mirror of two VLANs shows again on the way from the router, which has lowered its hop limit (RFC
     * 1812, section 5.3.1; RFC 8200, section 3). No more of it than came before: nobody hides what was not counted.
     */
    private boolean comesAgain(PacketFacts packet) {
        if (packet.hopLimit > hopLimit) {
            // That is nearer to the sender.
            sendsOn(packet);
            return false;
        }
        if (packet.hopLimit == hopLimit || packet.ipBytes > toComeAgain) {
            return false;
        }
        toComeAgain -= packet.ipBytes;
        return true;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    /** Time to live or hop limit of its first packet; absent before. */
    @Nullable
    Integer firstHopLimit() {
        return packets == 0 ? null : (int) firstHopLimit;
    }

    /** Absent where it was not seen or is a group's. */
    @Nullable
    MacAddress mac() {
        if (mac == PacketFacts.NO_MAC) {
            return null;
        }
        MacAddress address = new MacAddress(mac);
        return address.isGroup() ? null : address;
    }
}
