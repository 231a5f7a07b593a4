package io.curfew.sensor.device;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NeighborObservation.Operation;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

/** ARP requests and replies, neighbor solicitations and advertisements (RFC 4861) as observations. */
final class NeighborReader {
    private static final int REQUEST = 1;
    private static final int REPLY = 2;
    private static final int TARGET_OCTETS = 16;
    private static final int FROM_ROUTER = 0x80;
    private static final int OVERRIDES = 0x20;

    private static final MacAddress NOBODY = new MacAddress(0);

    private NeighborReader() {}

    /** Absent for operations other than request and reply. */
    static @Nullable NeighborObservation read(ArpFacts arp) {
        if (arp.operation != REQUEST && arp.operation != REPLY) {
            return null;
        }
        return new NeighborObservation(
                EpochNanos.toInstant(arp.timestampNanos),
                arp.operation == REQUEST ? Operation.REQUEST : Operation.REPLY,
                arp.senderMac == PacketFacts.NO_MAC ? null : new MacAddress(arp.senderMac),
                IpAddress.v4(arp.senderIp),
                isForOne(arp) ? new MacAddress(arp.targetMac) : NOBODY,
                IpAddress.v4(arp.targetIp),
                arp.vlans.ids(),
                false,
                false);
    }

    /** A reply to all may name who asked (RFC 5227, section 2.6). */
    private static boolean isForOne(ArpFacts arp) {
        return arp.targetMac != PacketFacts.NO_MAC && (arp.operation != REPLY || !arp.isToMany);
    }

    /** Absent when a solicitation is cut off, or nothing tells the sender's MAC address. */
    static @Nullable NeighborObservation readSolicitation(PacketFacts packet) {
        MacAddress sender = sender(packet, NdpOptions.SOURCE_LINK_ADDRESS);
        if (sender == null) {
            return null;
        }
        return new NeighborObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                Operation.SOLICIT,
                sender,
                packet.source().ip(),
                NOBODY,
                target(packet),
                packet.vlans.ids(),
                false,
                false);
    }

    /** Absent when an advertisement is cut off, or nothing tells the sender's MAC address. */
    static @Nullable NeighborObservation readAdvertisement(PacketFacts packet) {
        MacAddress sender = sender(packet, NdpOptions.TARGET_LINK_ADDRESS);
        if (sender == null) {
            return null;
        }
        int flags = Octets.u8(packet.payload, packet.payloadAt - 4);
        MacAddress receiver = packet.destination().mac();
        return new NeighborObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                Operation.ADVERTISE,
                sender,
                target(packet),
                receiver == null ? NOBODY : receiver,
                packet.destination().ip(),
                packet.vlans.ids(),
                (flags & OVERRIDES) != 0,
                (flags & FROM_ROUTER) != 0);
    }

    private static @Nullable MacAddress sender(PacketFacts packet, int option) {
        if (packet.payloadLength < TARGET_OCTETS) {
            return null;
        }
        int end = packet.payloadAt + packet.payloadLength;
        int at = NdpOptions.find(option, packet.payload, packet.payloadAt + TARGET_OCTETS, end);
        return at < 0 ? packet.source().mac() : new MacAddress(Octets.u48(packet.payload, at + 2));
    }

    private static IpAddress target(PacketFacts packet) {
        return IpAddress.v6(
                Octets.i64(packet.payload, packet.payloadAt), Octets.i64(packet.payload, packet.payloadAt + 8));
    }
}
