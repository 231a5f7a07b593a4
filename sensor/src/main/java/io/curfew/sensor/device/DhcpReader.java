package io.curfew.sensor.device;

import io.curfew.events.DhcpObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** DHCPv4 messages (RFC 2131) as observations. */
final class DhcpReader {
    private static final int SERVER_PORT = 67;
    private static final int CLIENT_PORT = 68;
    private static final int FIXED_OCTETS = 236;
    private static final int COOKIE = 0x63825363;
    private static final int CLIENT_ADDRESS_AT = 12;
    private static final int YOUR_ADDRESS_AT = 16;
    private static final int CLIENT_MAC_AT = 28;

    private static final int ROUTERS = 3;
    private static final int DNS_SERVERS = 6;
    private static final int HOSTNAME = 12;
    private static final int NTP_SERVERS = 42;
    private static final int VENDOR_SPECIFIC = 43;
    private static final int REQUESTED_IP = 50;
    private static final int LEASE_TIME = 51;
    private static final int MESSAGE_TYPE = 53;
    private static final int SERVER = 54;
    private static final int PARAMETER_REQUEST_LIST = 55;
    private static final int VENDOR_CLASS = 60;
    private static final int CLIENT_ID = 61;
    private static final int CLIENT_NAME = 81;
    private static final int MUD_URL = 161;

    private DhcpReader() {}

    /** True when a UDP packet is to or from a DHCP port. */
    static boolean isDhcp(PacketFacts packet) {
        return isDhcpPort(packet.sourcePort) || isDhcpPort(packet.destinationPort);
    }

    private static boolean isDhcpPort(int port) {
        return port == SERVER_PORT || port == CLIENT_PORT;
    }

    /** Absent when the packet is no DHCP message; BOOTP without a message type is none. */
    static @Nullable DhcpObservation read(PacketFacts packet) {
        byte[] octets = packet.payload;
        int at = packet.payloadAt;
        if (packet.payloadLength < FIXED_OCTETS + 4 || Octets.i32(octets, at + FIXED_OCTETS) != COOKIE) {
            return null;
        }
        DhcpOptions options = DhcpOptions.read(octets, at, at + packet.payloadLength);
        Integer type = options.number(MESSAGE_TYPE, 1);
        if (type == null) {
            return null;
        }
        IpAddress requested = options.address(REQUESTED_IP);
        return new DhcpObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                4,
                typeName(type),
                new MacAddress(Octets.u48(octets, at + CLIENT_MAC_AT)),
                packet.source(),
                specified(octets, at + YOUR_ADDRESS_AT),
                requested == null ? specified(octets, at + CLIENT_ADDRESS_AT) : requested,
                options.text(HOSTNAME),
                options.text(VENDOR_CLASS),
                options.octets(PARAMETER_REQUEST_LIST),
                options.address(SERVER),
                options.addresses(ROUTERS),
                options.addresses(DNS_SERVERS),
                options.addresses(NTP_SERVERS),
                options.seconds(LEASE_TIME),
                options.text(MUD_URL),
                options.hexadecimal(CLIENT_ID),
                options.fullName(CLIENT_NAME),
                options.hexadecimal(VENDOR_SPECIFIC),
                List.of(),
                packet.vlans.ids());
    }

    private static @Nullable IpAddress specified(byte[] octets, int at) {
        int bits = Octets.i32(octets, at);
        return bits == 0 ? null : IpAddress.v4(bits);
    }

    private static String typeName(int type) {
        return switch (type) {
            case 1 -> "discover";
            case 2 -> "offer";
            case 3 -> "request";
            case 4 -> "decline";
            case 5 -> "ack";
            case 6 -> "nak";
            case 7 -> "release";
            case 8 -> "inform";
            default -> Integer.toString(type);
        };
    }
}
