package io.curfew.sensor.device;

import io.curfew.events.DhcpObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * DHCPv6 messages (RFC 8415) as observations; what relays carry is read through at most {@value #MOST_RELAYS} of them.
 */
final class DhcpV6Reader {
    private static final int CLIENT_PORT = 546;
    private static final int SERVER_PORT = 547;
    private static final int MOST_RELAYS = 32;
    private static final int HEADER_OCTETS = 4;
    private static final int RELAY_HEADER_OCTETS = 34;

    private static final int ADVERTISE = 2;
    private static final int REPLY = 7;
    private static final int RECONFIGURE = 10;
    private static final int RELAY_FORWARD = 12;
    private static final int RELAY_REPLY = 13;

    private static final int RELAYED_MESSAGE = 9;
    private static final int CLIENT_LINK_ADDRESS = 79;
    private static final int ETHERNET = 1;
    private static final long NO_MAC = PacketFacts.NO_MAC;

    private DhcpV6Reader() {}

    /** True when a UDP packet is to or from a DHCPv6 port. */
    static boolean isDhcp(PacketFacts packet) {
        return packet.isV6 && (isDhcpPort(packet.sourcePort) || isDhcpPort(packet.destinationPort));
    }

    private static boolean isDhcpPort(int port) {
        return port == SERVER_PORT || port == CLIENT_PORT;
    }

    /** Absent when the packet is no DHCPv6 message, or a relay's without the message inside. */
    static @Nullable DhcpObservation read(PacketFacts packet) {
        byte[] octets = packet.payload;
        int at = packet.payloadAt;
        int end = at + packet.payloadLength;
        long toldByRelay = NO_MAC;
        boolean isRelayed = false;
        for (int relays = 0; isRelay(octets, at, end); relays++) {
            Relayed relayed = new Relayed(octets, at + RELAY_HEADER_OCTETS, end);
            if (relays >= MOST_RELAYS || !relayed.hasMessage()) {
                return null;
            }
            isRelayed = true;
            toldByRelay = relayed.clientMac == NO_MAC ? toldByRelay : relayed.clientMac;
            at = relayed.at;
            end = relayed.end;
        }
        String type = end - at < HEADER_OCTETS ? null : typeName(Octets.u8(octets, at));
        if (type == null) {
            return null;
        }
        DhcpV6Options options = new DhcpV6Options();
        options.read(octets, at + HEADER_OCTETS, end);
        boolean fromServer = isServers(Octets.u8(octets, at));
        long mac = isRelayed ? toldByRelay : clientsEnd(packet, fromServer);
        return observation(packet, type, fromServer, isRelayed, mac == NO_MAC ? options.clientMac : mac, options);
    }

    private static DhcpObservation observation(
            PacketFacts packet,
            String type,
            boolean fromServer,
            boolean isRelayed,
            long clientMac,
            DhcpV6Options options) {
        List<IpAddress> granted = fromServer ? options.granted : List.of();
        return new DhcpObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                6,
                type,
                clientMac == NO_MAC ? null : new MacAddress(clientMac),
                packet.source(),
                granted.isEmpty() ? null : granted.getFirst(),
                fromServer || options.named.isEmpty() ? null : options.named.getFirst(),
                null,
                options.vendorClass,
                options.requested,
                fromServer && !isRelayed ? packet.source().ip() : null,
                List.of(),
                options.dnsServers,
                options.ntpServers,
                granted.isEmpty() ? null : options.lease,
                options.mudUrl,
                options.clientId,
                options.clientName,
                options.vendorSpecific,
                granted.isEmpty() ? List.of() : granted.subList(1, granted.size()),
                packet.vlans.ids());
    }

    /** The client's end of the frame, which is its own where client and server speak by link-local addresses. */
    private static long clientsEnd(PacketFacts packet, boolean fromServer) {
        long high = fromServer ? packet.destinationHigh : packet.sourceHigh;
        long mac = fromServer ? packet.destinationMac : packet.sourceMac;
        boolean isLinkLocal = high >>> 54 == 0xfe80 >>> 6;
        return isLinkLocal && mac != NO_MAC && !new MacAddress(mac).isGroup() ? mac : NO_MAC;
    }

    private static boolean isRelay(byte[] octets, int at, int end) {
        if (end - at < RELAY_HEADER_OCTETS) {
            return false;
        }
        int type = Octets.u8(octets, at);
        return type == RELAY_FORWARD || type == RELAY_REPLY;
    }

    /** What stands among a relay's options: the message, and what the relay says of the client (RFC 6939). */
    private static final class Relayed {
        private int at = -1;
        private int end;
        private long clientMac = NO_MAC;

        Relayed(byte[] octets, int from, int to) {
            DhcpV6OptionList.each(octets, from, to, (code, optionAt, optionEnd) -> {
                if (code == RELAYED_MESSAGE) {
                    at = optionAt;
                    end = optionEnd;
                } else if (code == CLIENT_LINK_ADDRESS
                        && optionEnd - optionAt == 8
                        && Octets.u16(octets, optionAt) == ETHERNET) {
                    clientMac = Octets.u48(octets, optionAt + 2);
                }
            });
        }

        boolean hasMessage() {
            return at >= 0;
        }
    }

    private static boolean isServers(int type) {
        return type == ADVERTISE || type == REPLY || type == RECONFIGURE;
    }

    /** Absent for numbers that no client or server message has. */
    private static @Nullable String typeName(int type) {
        return switch (type) {
            case 1 -> "solicit";
            case ADVERTISE -> "advertise";
            case 3 -> "request";
            case 4 -> "confirm";
            case 5 -> "renew";
            case 6 -> "rebind";
            case REPLY -> "reply";
            case 8 -> "release";
            case 9 -> "decline";
            case RECONFIGURE -> "reconfigure";
            case 11 -> "information-request";
            case 0, RELAY_FORWARD, RELAY_REPLY -> null;
            default -> Integer.toString(type);
        };
    }
}
