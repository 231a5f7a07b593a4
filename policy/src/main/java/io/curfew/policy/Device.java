package io.curfew.policy;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The dossier of one device at one site. Every list is bounded: the entries used longest ago make room.
 *
 * @param site where
 * @param id the policy's id, else one made of the MAC address
 * @param name how people call it: the policy's name, else a person's, else its host name, else its id
 * @param mac its MAC address; absent when unknown
 * @param vendor who made it, by its MAC address; absent when unknown or randomised
 * @param randomised true when the MAC address is made up, as phones do for each network
 * @param addresses its addresses, most recent first, at most 8
 * @param zone the zone of its latest address; absent when none holds it
 * @param tags the policy's tags, then those that a person gave
 * @param hostname DHCP option 12; absent when not seen
 * @param vendorClass DHCP option 60; absent when not seen
 * @param firstSeen when it was first seen
 * @param lastSeen when it was last seen, to ten seconds
 * @param listed true when the policy lists it
 * @param leasedResolvers DNS servers of its latest lease
 * @param leasedTimeServers NTP servers of its latest lease
 * @param resolversUsed DNS servers that it asked, at most 16
 * @param timeServersUsed NTP servers that it asked, at most 16
 * @param peers whom it talked to, at most 64
 * @param names what it asked for, at most 128
 * @param zones the zones that it was in, most recent first, at most 8
 * @param marks what it is told by besides its addresses
 * @param model what it may be; absent when nothing says so
 * @param kin devices that are probably the same one under another MAC address, at most 4
 * @param days what it did, by day, latest first, at most 30
 * @param remark what a person says of it; absent when nobody has said anything
 */
public record Device(
        SiteId site,
        DeviceId id,
        String name,
        @Nullable MacAddress mac,
        @Nullable String vendor,
        boolean randomised,
        List<IpAddress> addresses,
        @Nullable String zone,
        List<String> tags,
        @Nullable String hostname,
        @Nullable String vendorClass,
        Instant firstSeen,
        Instant lastSeen,
        boolean listed,
        List<IpAddress> leasedResolvers,
        List<IpAddress> leasedTimeServers,
        List<ServerUse> resolversUsed,
        List<ServerUse> timeServersUsed,
        List<PeerUse> peers,
        List<NameUse> names,
        List<String> zones,
        DeviceMarks marks,
        @Nullable DeviceModel model,
        List<DeviceKin> kin,
        List<DeviceDay> days,
        @Nullable DeviceRemark remark) {

    /**
     * A DNS or NTP server that the device asked.
     *
     * @param ip the server
     * @param leased true when the lease, or a router advertisement, named it
     * @param allowed true when the site's policy names it
     * @param count how often
     * @param last when last
     */
    public record ServerUse(IpAddress ip, boolean leased, boolean allowed, long count, Instant last) {}

    /**
     * Somebody the device talked to.
     *
     * @param peer who
     * @param service as {@code https} or {@code tcp/8883}
     * @param initiated true when the device started it, false when the peer did
     * @param flows how many flows
     * @param bytesSent IP bytes from the device
     * @param bytesReceived IP bytes to the device
     * @param verdict {@code allowed}, {@code violation} or {@code unjudged}, of the latest flow
     * @param outcome of the latest flow, as {@code unanswered}; absent while unknown
     * @param last when last
     * @param attempts how the flows went that have ended
     * @param first when first
     * @param resolved since when the site had been answered this address when the first flow began; absent when nobody
     *     had
     */
    public record PeerUse(
            Peer peer,
            String service,
            boolean initiated,
            long flows,
            long bytesSent,
            long bytesReceived,
            String verdict,
            @Nullable String outcome,
            Instant last,
            Attempts attempts,
            Instant first,
            @Nullable Instant resolved) {
        public PeerUse {
            // A row that an earlier version wrote has neither.
            attempts = attempts == null ? Attempts.NONE : attempts;
            first = first == null ? last : first;
        }
    }

    /**
     * A name the device asked for.
     *
     * @param name the name
     * @param count how often
     * @param responseCode of the answer to the latest question; absent when that was unanswered
     * @param blocked true when the latest answer looked like a filter's
     * @param last when last
     */
    public record NameUse(
            DomainName name, long count, @Nullable String responseCode, boolean blocked, Instant last) {}

    public Device {
        Objects.requireNonNull(site, "a device is of one site");
        Objects.requireNonNull(id, "a device has an id");
        addresses = List.copyOf(addresses);
        tags = List.copyOf(tags);
        leasedResolvers = List.copyOf(leasedResolvers);
        leasedTimeServers = List.copyOf(leasedTimeServers);
        resolversUsed = List.copyOf(resolversUsed);
        timeServersUsed = List.copyOf(timeServersUsed);
        peers = List.copyOf(peers);
        names = List.copyOf(names);
        // A dossier that an earlier version wrote has none of these.
        zones = zones == null ? List.of() : List.copyOf(zones);
        marks = marks == null ? DeviceMarks.NONE : marks;
        kin = kin == null ? List.of() : List.copyOf(kin);
        days = days == null ? List.of() : List.copyOf(days);
    }
}
