package io.curfew.policy.language;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A device that people named.
 *
 * @param id names it within its site
 * @param site where it stands
 * @param mac what it is known by; absent when it is known by its addresses only
 * @param addresses fixed addresses, for devices whose MAC address no sensor sees
 * @param name how people call it; its id when nobody said
 * @param tags what rules may select it by
 */
public record ListedDevice(
        DeviceId id, SiteId site, @Nullable MacAddress mac, List<IpAddress> addresses, String name, List<String> tags) {
    public ListedDevice {
        addresses = List.copyOf(addresses);
        tags = List.copyOf(tags);
        if (mac == null && addresses.isEmpty()) {
            throw new IllegalArgumentException("device " + id + " needs a MAC address or an IP address");
        }
    }
}
