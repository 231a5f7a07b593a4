package io.curfew.sensor.flow;

import io.curfew.sensor.decode.IcmpPorts;
import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;

/**
 * Who started a flow, from the first packet seen: a SYN or SYN-ACK says it; a datagram's sender did, unless it comes
 * from a service to a client's port; in the middle of a TCP connection the service's port is a guess. Who answers a
 * search is for {@link Searches} to say.
 */
final class Direction {
    private static final int DHCP_SERVER = 67;
    private static final int DHCP_CLIENT = 68;
    private static final int TEREDO_SERVER = 3_544;
    private static final int FIRST_UNPRIVILEGED = 1_024;
    private static final int FIRST_EPHEMERAL = 32_768;

    private Direction() {}

    static boolean sourceIsInitiator(PacketFacts packet) {
        return switch (packet.protocol) {
            case IpProtocol.TCP ->
                packet.hasFlag(PacketFacts.SYN) ? !packet.hasFlag(PacketFacts.ACK) : !comesFromService(packet);
            case IpProtocol.UDP -> !isAnswer(packet);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> !IcmpPorts.isAnswer(packet.isV6, packet.icmpType);
            default -> true;
        };
    }

    static boolean isCertain(PacketFacts packet) {
        return switch (packet.protocol) {
            case IpProtocol.TCP -> packet.hasFlag(PacketFacts.SYN);
            case IpProtocol.UDP -> !isAnswer(packet);
            case IpProtocol.ICMP, IpProtocol.ICMPV6 -> !IcmpPorts.isAnswer(packet.isV6, packet.icmpType);
            default -> false;
        };
    }

    private static boolean isAnswer(PacketFacts packet) {
        boolean isDhcpAnswer = packet.sourcePort == DHCP_SERVER && packet.destinationPort == DHCP_CLIENT;
        // A Teredo server answers from its other address too (RFC 4380, section 5.2.1), and then seems to speak first.
        boolean isTeredoAnswer = packet.sourcePort == TEREDO_SERVER && carriesIpv6(packet);
        boolean isFromService = packet.sourcePort < FIRST_UNPRIVILEGED && packet.destinationPort >= FIRST_UNPRIVILEGED;
        return (isDhcpAnswer || isTeredoAnswer || isFromService) && !isToGroup(packet);
    }

    /** As Teredo does, bare or behind its authentication or origin. */
    private static boolean carriesIpv6(PacketFacts packet) {
        return packet.payloadLength >= 40
                && (Octets.u8(packet.payload, packet.payloadAt) >>> 4 == 6
                        || Octets.u16(packet.payload, packet.payloadAt) <= 1);
    }

    /** A group asks nothing, so nothing sent to it is an answer. */
    private static boolean isToGroup(PacketFacts packet) {
        return packet.isV6 ? packet.destinationHigh >>> 56 == 0xff : packet.destinationLow >>> 28 >= 0xe;
    }

    private static boolean comesFromService(PacketFacts packet) {
        boolean isRegistered = packet.sourcePort >= FIRST_UNPRIVILEGED && packet.sourcePort < FIRST_EPHEMERAL;
        return isAnswer(packet) || (isRegistered && packet.destinationPort >= FIRST_EPHEMERAL);
    }
}
