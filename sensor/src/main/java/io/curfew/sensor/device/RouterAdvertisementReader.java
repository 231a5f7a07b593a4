package io.curfew.sensor.device;

import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.RouterAdvertisementObservation.Prefix;
import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Router advertisements (RFC 4861, section 4.2, RFC 8106) as observations, with at most {@value #MOST_OF_A_KIND}
 * prefixes, resolvers and search domains each.
 */
final class RouterAdvertisementReader {
    private static final int MOST_OF_A_KIND = 16;
    private static final int TIMERS_OCTETS = 8;
    private static final int MANAGED = 0x80;
    private static final int OTHER_CONFIGURATION = 0x40;
    private static final int ON_LINK = 0x80;
    private static final int AUTONOMOUS = 0x40;
    private static final int LONGEST_PREFIX_BITS = 128;

    private static final int PREFIX = 3;
    private static final int MTU = 5;
    private static final int RESOLVERS = 25;
    private static final int SEARCH_DOMAINS = 31;

    private RouterAdvertisementReader() {}

    /** Absent when the message is cut off within its head; options count up to the first that is broken. */
    static @Nullable RouterAdvertisementObservation read(PacketFacts packet) {
        if (packet.payloadLength < TIMERS_OCTETS) {
            return null;
        }
        byte[] octets = packet.payload;
        int end = packet.payloadAt + packet.payloadLength;
        List<Prefix> prefixes = new ArrayList<>();
        List<IpAddress> resolvers = new ArrayList<>();
        List<DomainName> searchDomains = new ArrayList<>();
        Long mtu = null;
        int optionsAt = packet.payloadAt + TIMERS_OCTETS;
        for (int at = optionsAt; NdpOptions.fits(octets, at, end); at += NdpOptions.length(octets, at)) {
            int optionEnd = at + NdpOptions.length(octets, at);
            switch (Octets.u8(octets, at)) {
                case PREFIX -> prefix(prefixes, octets, at, optionEnd);
                case MTU -> mtu = Octets.u32(octets, at + 4);
                case RESOLVERS -> resolvers(resolvers, octets, at, optionEnd);
                case SEARCH_DOMAINS -> {
                    if (Octets.u32(octets, at + 4) > 0) {
                        int room = MOST_OF_A_KIND - searchDomains.size();
                        searchDomains.addAll(PlainNames.names(octets, at + 8, optionEnd, room));
                    }
                }
                default -> {}
            }
        }
        int flags = Octets.u8(octets, packet.payloadAt - 3);
        return new RouterAdvertisementObservation(
                EpochNanos.toInstant(packet.timestampNanos),
                sender(packet, optionsAt, end),
                packet.vlans.ids(),
                Duration.ofSeconds(Octets.u16(octets, packet.payloadAt - 2)),
                (flags & MANAGED) != 0,
                (flags & OTHER_CONFIGURATION) != 0,
                prefixes,
                resolvers,
                searchDomains,
                mtu);
    }

    private static Endpoint sender(PacketFacts packet, int optionsAt, int end) {
        Endpoint source = packet.source();
        int at = NdpOptions.find(NdpOptions.SOURCE_LINK_ADDRESS, packet.payload, optionsAt, end);
        MacAddress mac = source.mac();
        if (mac == null && at >= 0) {
            mac = new MacAddress(Octets.u48(packet.payload, at + 2));
        }
        return new Endpoint(mac, source.ip(), 0);
    }

    private static void prefix(List<Prefix> prefixes, byte[] octets, int at, int end) {
        int length = Octets.u8(octets, at + 2);
        if (end - at < 32 || length > LONGEST_PREFIX_BITS || prefixes.size() >= MOST_OF_A_KIND) {
            return;
        }
        int flags = Octets.u8(octets, at + 3);
        prefixes.add(new Prefix(
                IpAddress.v6(Octets.i64(octets, at + 16), Octets.i64(octets, at + 24)),
                length,
                (flags & ON_LINK) != 0,
                (flags & AUTONOMOUS) != 0,
                Duration.ofSeconds(Octets.u32(octets, at + 4)),
                Duration.ofSeconds(Octets.u32(octets, at + 8))));
    }

    private static void resolvers(List<IpAddress> resolvers, byte[] octets, int from, int end) {
        if (Octets.u32(octets, from + 4) == 0) {
            return;
        }
        for (int at = from + 8; end - at >= 16 && resolvers.size() < MOST_OF_A_KIND; at += 16) {
            resolvers.add(IpAddress.v6(Octets.i64(octets, at), Octets.i64(octets, at + 8)));
        }
    }
}
