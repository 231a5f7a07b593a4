package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A DHCPv4 message (RFC 2131) with the options that say who a device is and which servers it was given (RFC 2132).
 *
 * @param at the message's time
 * @param messageType {@code discover}, {@code offer}, {@code request}, {@code decline}, {@code ack}, {@code nak},
 *     {@code release} or {@code inform}; a number as text for others
 * @param clientMac {@code chaddr}
 * @param sender the sender's address of the packet
 * @param assignedIp {@code yiaddr} of offers and acks; absent when unspecified
 * @param requestedIp option 50, or {@code ciaddr} of a renewal; absent when neither is set
 * @param hostname option 12; absent when not sent
 * @param vendorClass option 60; absent when not sent
 * @param parameterRequestList option 55 in the order sent: the client's fingerprint
 * @param server option 54, the server identifier; absent when not sent
 * @param routers option 3
 * @param dnsServers option 6
 * @param ntpServers option 42
 * @param leaseTime option 51; absent when not sent
 * @param mudUrl option 161 (RFC 8520, section 10); absent when not sent
 */
public record DhcpObservation(
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
        @Nullable String mudUrl)
        implements Observation {

    public DhcpObservation {
        parameterRequestList = List.copyOf(parameterRequestList);
        routers = List.copyOf(routers);
        dnsServers = List.copyOf(dnsServers);
        ntpServers = List.copyOf(ntpServers);
    }
}
