package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.ZoneId;
import java.util.List;

/**
 * One place with one address plan.
 *
 * @param id names it
 * @param name how people call it; its id when nobody said
 * @param resolvers the DNS servers that its devices shall use
 * @param timeServers the NTP servers that its devices shall use
 * @param controllers the devices that may command others
 * @param gateway the router's addresses on the site's segments
 * @param gatewayDevice the router as a listed device; absent when it is not listed or given by its addresses
 * @param zones in the order of the text
 * @param timeZone by whose clock people live there; absent when nobody said. Nothing is judged by it
 */
public record Site(
        SiteId id,
        String name,
        List<IpAddress> resolvers,
        List<TimeServer> timeServers,
        List<DeviceId> controllers,
        List<IpAddress> gateway,
        @Nullable DeviceId gatewayDevice,
        List<Zone> zones,
        @Nullable ZoneId timeZone) {

    /** An NTP server by its address or by its name. */
    public sealed interface TimeServer {
        record At(IpAddress ip) implements TimeServer {}

        record Called(NamePattern name) implements TimeServer {}
    }

    /**
     * A set of segments that are treated alike.
     *
     * @param id names it within its site
     * @param subnets the addresses that belong to it
     * @param vlans the 802.1Q ids that belong to it
     * @param detail how much may be kept of what its devices do
     */
    public record Zone(String id, List<Subnet> subnets, List<Integer> vlans, Detail detail) {
        public Zone {
            subnets = List.copyOf(subnets);
            vlans = List.copyOf(vlans);
        }
    }

    /** How much may be kept of what the devices of a zone do. */
    public enum Detail {
        FULL,
        AGGREGATED,
        COUNTS
    }

    public Site {
        resolvers = List.copyOf(resolvers);
        timeServers = List.copyOf(timeServers);
        controllers = List.copyOf(controllers);
        gateway = List.copyOf(gateway);
        zones = List.copyOf(zones);
    }
}
