package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Who a device is. Changes only when something new is known of it; {@link Table#SEEN} says when it was seen last. Every
 * list is bounded as the dossier's are, and texts are cut as {@link io.curfew.policy.DeviceMarks}' are.
 *
 * @param mac its MAC address; absent when unknown
 * @param addresses its addresses, most recent first
 * @param zone the zone of its latest address; absent when none holds it
 * @param hostname DHCP option 12; absent when not seen
 * @param vendorClass DHCP option 60; absent when not seen
 * @param firstSeen when it was first seen
 * @param changed when one of its addresses, its zone or its MAC address became another last
 * @param leasedResolvers DNS servers of its latest lease
 * @param leasedTimeServers NTP servers of its latest lease
 * @param greeted true when it was decided whether it is a new device
 * @param literalPeers how many alerts say that it used an address that nobody had asked for
 * @param servers keys in {@link Table#SERVERS}
 * @param openPeers how many alerts about one of its peers each are not over
 */
public record DeviceFacts(
        @Nullable MacAddress mac,
        List<IpAddress> addresses,
        @Nullable String zone,
        @Nullable String hostname,
        @Nullable String vendorClass,
        Instant firstSeen,
        Instant changed,
        List<IpAddress> leasedResolvers,
        List<IpAddress> leasedTimeServers,
        boolean greeted,
        int literalPeers,
        List<ServerKey> servers,
        int openPeers) {
    public DeviceFacts {
        addresses = List.copyOf(addresses);
        leasedResolvers = List.copyOf(leasedResolvers);
        leasedTimeServers = List.copyOf(leasedTimeServers);
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
                servers,
                openPeers);
    }

    public DeviceFacts withMarks(@Nullable String saidHostname, @Nullable String saidVendorClass) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                saidHostname,
                saidVendorClass,
                firstSeen,
                changed,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                servers,
                openPeers);
    }

    public DeviceFacts withLease(List<IpAddress> resolvers, List<IpAddress> timeServers) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                changed,
                resolvers,
                timeServers,
                greeted,
                literalPeers,
                servers,
                openPeers);
    }

    public DeviceFacts withGreeting(boolean isDecided) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                changed,
                leasedResolvers,
                leasedTimeServers,
                isDecided,
                literalPeers,
                servers,
                openPeers);
    }

    public DeviceFacts withLiteralPeers(int alerts) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                changed,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                alerts,
                servers,
                openPeers);
    }

    public DeviceFacts withServers(List<ServerKey> keys) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                changed,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                keys,
                openPeers);
    }

    /** With nothing at times that have yet to come. */
    public DeviceFacts noLaterThan(Instant now) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                Moments.earlier(firstSeen, now),
                Moments.earlier(changed, now),
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                servers,
                openPeers);
    }

    public DeviceFacts withOpenPeers(int alerts) {
        return new DeviceFacts(
                mac,
                addresses,
                zone,
                hostname,
                vendorClass,
                firstSeen,
                changed,
                leasedResolvers,
                leasedTimeServers,
                greeted,
                literalPeers,
                servers,
                alerts);
    }
}
