package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a router tells the devices of its segment (RFC 4861, section 4.2, with the options of RFC 8106).
 *
 * @param at the message's time
 * @param sender who sent it; port 0
 * @param vlanIds 802.1Q tags, outermost first
 * @param lifetime how long it may be used as default router; zero where it offers itself as none
 * @param managed true when addresses are to be had by DHCPv6
 * @param otherConfiguration true when other settings, such as DNS servers, are to be had by DHCPv6
 * @param prefixes the segment's prefixes
 * @param dnsServers resolvers that may be used, those with a lifetime of 0 left out
 * @param searchDomains search domains, those with a lifetime of 0 left out
 * @param mtu the segment's largest packet in octets; absent when not sent
 */
public record RouterAdvertisementObservation(
        Instant at,
        Endpoint sender,
        List<Integer> vlanIds,
        Duration lifetime,
        boolean managed,
        boolean otherConfiguration,
        List<Prefix> prefixes,
        List<IpAddress> dnsServers,
        List<DomainName> searchDomains,
        @Nullable Long mtu)
        implements Observation {

    /**
     * A prefix of the segment.
     *
     * @param address its first address
     * @param length 0 to 128 bits
     * @param onLink true when its addresses are on this segment
     * @param autonomous true when devices may make their own addresses in it (RFC 4862)
     * @param valid how long it is valid, 4294967295 s for ever
     * @param preferred how long addresses made in it are preferred, 4294967295 s for ever
     */
    public record Prefix(
            IpAddress address, int length, boolean onLink, boolean autonomous, Duration valid, Duration preferred) {
        public Prefix {
            if (length < 0 || length > 128) {
                throw new IllegalArgumentException("the length of a prefix must be 0..128, was " + length);
            }
        }

        @Override
        public String toString() {
            return address + "/" + length;
        }
    }

    public RouterAdvertisementObservation {
        vlanIds = List.copyOf(vlanIds);
        prefixes = List.copyOf(prefixes);
        dnsServers = List.copyOf(dnsServers);
        searchDomains = List.copyOf(searchDomains);
    }
}
