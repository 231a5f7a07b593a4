package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Who a device is, and the keys of what it did. Every list is bounded as the dossier's are.
 *
 * @param mac its MAC address; absent when unknown
 * @param addresses its addresses, most recent first
 * @param zone the zone of its latest address; absent when none holds it
 * @param hostname DHCP option 12; absent when not seen
 * @param vendorClass DHCP option 60; absent when not seen
 * @param firstSeen when it was first seen
 * @param lastSeen when it was last seen, to the second
 * @param leasedResolvers DNS servers of its latest lease
 * @param leasedTimeServers NTP servers of its latest lease
 * @param greeted true when it was decided whether it is a new device
 * @param literalPeers how many alerts say that it used an address that nobody had asked for
 * @param peers keys in {@link Table#PEERS}
 * @param questions names whose keys are in {@link Table#QUESTIONS}
 * @param servers keys in {@link Table#SERVERS}
 */
public record DeviceFacts(
        @Nullable MacAddress mac,
        List<IpAddress> addresses,
        @Nullable String zone,
        @Nullable String hostname,
        @Nullable String vendorClass,
        Instant firstSeen,
        Instant lastSeen,
        List<IpAddress> leasedResolvers,
        List<IpAddress> leasedTimeServers,
        boolean greeted,
        int literalPeers,
        List<PeerKey> peers,
        List<DomainName> questions,
        List<ServerKey> servers) {
    public DeviceFacts {
        addresses = List.copyOf(addresses);
        leasedResolvers = List.copyOf(leasedResolvers);
        leasedTimeServers = List.copyOf(leasedTimeServers);
        peers = List.copyOf(peers);
        questions = List.copyOf(questions);
        servers = List.copyOf(servers);
    }

    public DeviceFacts withSighting(
            @Nullable MacAddress knownMac, List<IpAddress> knownAddresses, @Nullable String knownZone, Instant seen) {
        return new DeviceFacts(
                knownMac,
                knownAddresses,
                knownZone,
                hostname,
                vendorClass,
                firstSeen,
                seen,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                peers,
                questions,
                servers);
    }

    public DeviceFacts withMarks(@Nullable String saidHostname, @Nullable String saidVendorClass) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                saidHostname,
                saidVendorClass,
                firstSeen,
                lastSeen,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                peers,
                questions,
                servers);
    }

    public DeviceFacts withLease(List<IpAddress> resolvers, List<IpAddress> timeServers) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                lastSeen,
                resolvers,
                timeServers,
                greeted,
                literalPeers,
                peers,
                questions,
                servers);
    }

    public DeviceFacts withGreeting() {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                lastSeen,
                leasedResolvers,
                leasedTimeServers,
                true,
                literalPeers,
                peers,
                questions,
                servers);
    }

    public DeviceFacts withLiteralPeers(int alerts) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                lastSeen,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                alerts,
                peers,
                questions,
                servers);
    }

    public DeviceFacts withPeers(List<PeerKey> keys) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                lastSeen,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                keys,
                questions,
                servers);
    }

    public DeviceFacts withQuestions(List<DomainName> names) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                lastSeen,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                peers,
                names,
                servers);
    }

    public DeviceFacts withServers(List<ServerKey> keys) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                lastSeen,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                peers,
                questions,
                keys);
    }
}
