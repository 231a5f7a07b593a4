package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A DHCP message with the options that say who a device is and which servers it was given: DHCPv4 (RFC 2131, options of
 * RFC 2132) or DHCPv6 (RFC 8415). Of a DHCPv6 message that relays carry, it is the message inside.
 *
 * @param at the message's time
 * @param version 4 or 6
 * @param messageType DHCPv4: {@code discover}, {@code offer}, {@code request}, {@code decline}, {@code ack},
 *     {@code nak}, {@code release} or {@code inform}; DHCPv6: {@code solicit}, {@code advertise}, {@code request},
 *     {@code confirm}, {@code renew}, {@code rebind}, {@code reply}, {@code release}, {@code decline},
 *     {@code reconfigure} or {@code information-request}; a number as text for others
 * @param clientMac {@code chaddr}; DHCPv6: the client's end of the frame, else what a relay or the DUID says; absent
 *     where a DHCPv6 message does not tell
 * @param sender the sender's address of the packet
 * @param assignedIp {@code yiaddr} of offers and acks; DHCPv6: the first address that a server grants for longer than 0
 *     s; absent when unspecified
 * @param requestedIp option 50, or {@code ciaddr} of a renewal; DHCPv6: the first address that a client asks for;
 *     absent when neither is set
 * @param hostname option 12; absent when not sent, as always in DHCPv6
 * @param vendorClass option 60; DHCPv6: the first text of option 16; absent when not sent
 * @param parameterRequestList option 55, DHCPv6 option 6, in the order sent: the client's fingerprint
 * @param server option 54, the server identifier; DHCPv6: the server's address where the packet came from it; absent
 *     when not known
 * @param routers option 3; none in DHCPv6, where {@link RouterAdvertisementObservation} tells
 * @param dnsServers option 6, DHCPv6 option 23
 * @param ntpServers option 42, DHCPv6 options 31 and 56
 * @param leaseTime option 51; DHCPv6: the valid lifetime of {@code assignedIp}; absent when not sent
 * @param mudUrl option 161, DHCPv6 option 112 (RFC 8520, section 10); absent when not sent
 * @param clientId option 61; DHCPv6: the DUID, option 1; lower-case hexadecimal; absent when not sent
 * @param fqdn the client's name in option 81, DHCPv6 option 39 (RFC 4702, RFC 4704); absent when not sent
 * @param vendorSpecific option 43, DHCPv6 option 17, the first 255 octets in lower-case hexadecimal; absent when not
 *     sent
 * @param moreAssignedIps further addresses that a DHCPv6 server grants
 * @param vlanIds 802.1Q tags, outermost first
 */
public record DhcpObservation(
        Instant at,
        int version,
        String messageType,
        @Nullable MacAddress clientMac,
        Endpoint sender,
        @Nullable IpAddress assignedIp,
        @Nullable IpAddress requestedIp,
        @Nullable String hostname,
        @Nullable String vendorClass,
        List<Integer> parameterRequestList,
        @Nullable IpAddress server,
        List<IpAddress> routers,
        List<IpAddress> dnsServers,
        List<IpAddress> ntpServers,
        @Nullable Duration leaseTime,
        @Nullable String mudUrl,
        @Nullable String clientId,
        @Nullable String fqdn,
        @Nullable String vendorSpecific,
        List<IpAddress> moreAssignedIps,
        List<Integer> vlanIds)
        implements Observation {

    public DhcpObservation {
        if (version != 4 && version != 6) {
            throw new IllegalArgumentException("the version of DHCP must be 4 or 6, was " + version);
        }
        requireHexadecimal("a client identifier", clientId);
        requireHexadecimal("vendor specific information", vendorSpecific);
        parameterRequestList = List.copyOf(parameterRequestList);
        routers = List.copyOf(routers);
        dnsServers = List.copyOf(dnsServers);
        ntpServers = List.copyOf(ntpServers);
        moreAssignedIps = List.copyOf(moreAssignedIps);
        vlanIds = List.copyOf(vlanIds);
    }

    /** A DHCPv4 message in a frame without tags that carries no option of the newer kinds. */
    public DhcpObservation(
            Instant at,
            String messageType,
            MacAddress clientMac,
            Endpoint sender,
            @Nullable IpAddress assignedIp,
            @Nullable IpAddress requestedIp,
            @Nullable String hostname,
            @Nullable String vendorClass,
            List<Integer> parameterRequestList,
            @Nullable IpAddress server,
            List<IpAddress> routers,
            List<IpAddress> dnsServers,
            List<IpAddress> ntpServers,
            @Nullable Duration leaseTime,
            @Nullable String mudUrl) {
        this(
                at,
                4,
                messageType,
                clientMac,
                sender,
                assignedIp,
                requestedIp,
                hostname,
                vendorClass,
                parameterRequestList,
                server,
                routers,
                dnsServers,
                ntpServers,
                leaseTime,
                mudUrl,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    private static void requireHexadecimal(String what, @Nullable String digits) {
        if (digits != null && !HexFormat.of().formatHex(parse(what, digits)).equals(digits)) {
            throw new IllegalArgumentException(what + " must be lower-case hexadecimal, was \"" + digits + "\"");
        }
    }

    private static byte[] parse(String what, String digits) {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException notHexadecimal) {
            throw new IllegalArgumentException(what + " must be hexadecimal, was \"" + digits + "\"", notHexadecimal);
        }
    }

    /** True for a server's final word on what the client has: an ack, a DHCPv6 reply. */
    public boolean isAcknowledgement() {
        return messageType.equals(version == 4 ? "ack" : "reply");
    }
}
