package io.curfew.sensor.flow;

import io.curfew.sensor.decode.IpProtocol;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;

/**
 * Tells who answers a search: devices answer a question to a group from an address of their own, SSDP (UPnP Device
 * Architecture 2.0, section 1.3.3), WS-Discovery (1.1, section 3.1), multicast DNS (RFC 6762, sections 5.4 and 6.7) and
 * LLMNR (RFC 4795, section 2). Searches are the open flows to those groups; keeps nothing itself.
 */
final class Searches {
    private static final int SSDP = 1_900;
    private static final int WS_DISCOVERY = 3_702;
    private static final int MULTICAST_DNS = 5_353;
    private static final int LLMNR = 5_355;

    private static final long LINK_LOCAL_GROUP = 0xff02L << 48;
    private static final long SITE_LOCAL_GROUP = 0xff05L << 48;

    private final FlowIndex index;
    private final FlowKey search = new FlowKey();

    /** @param index the open flows */
    Searches(FlowIndex index) {
        this.index = index;
    }

    /** True when a packet, the first of its flow, goes to a port from which its receiver has searched. */
    boolean isAnswer(PacketFacts packet) {
        if (packet.protocol != IpProtocol.UDP) {
            return false;
        }
        return packet.isV6
                ? isSearched(packet, LINK_LOCAL_GROUP, 0xc, SSDP)
                        || isSearched(packet, SITE_LOCAL_GROUP, 0xc, SSDP)
                        || isSearched(packet, LINK_LOCAL_GROUP, 0xc, WS_DISCOVERY)
                        || isSearched(packet, LINK_LOCAL_GROUP, 0xfb, MULTICAST_DNS)
                        || isSearched(packet, LINK_LOCAL_GROUP, 0x1_0003, LLMNR)
                : isSearched(packet, 0, 0xefff_fffaL, SSDP)
                        || isSearched(packet, 0, 0xefff_fffaL, WS_DISCOVERY)
                        || isSearched(packet, 0, 0xe000_00fbL, MULTICAST_DNS)
                        || isSearched(packet, 0, 0xe000_00fcL, LLMNR);
    }

    private boolean isSearched(PacketFacts packet, long groupHigh, long groupLow, int port) {
        if (packet.destinationPort == port && !(port == MULTICAST_DNS && isResponse(packet))) {
            // That is where the service itself is asked.
            return false;
        }
        search.takeFromReceiver(packet, groupHigh, groupLow, port);
        return index.find(search, index.spread(search)) != null;
    }

    /** The first bit behind a DNS message's number (RFC 1035, section 4.1.1). */
    private static boolean isResponse(PacketFacts packet) {
        return packet.payloadLength > 2 && Octets.u8(packet.payload, packet.payloadAt + 2) >= 0x80;
    }
}
