package io.curfew.collector.api;

import io.curfew.collector.store.KnownDevice;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A device in a list; the parts are those of {@link Device}.
 *
 * @param openAlerts how many of its alerts are open
 */
public record DeviceSummary(
        SiteId site,
        DeviceId id,
        String name,
        @Nullable MacAddress mac,
        List<IpAddress> addresses,
        @Nullable String zone,
        List<String> tags,
        @Nullable String hostname,
        @Nullable String vendorClass,
        Instant firstSeen,
        Instant lastSeen,
        boolean listed,
        long openAlerts) {
    static DeviceSummary of(KnownDevice known) {
        Device device = known.device();
        return new DeviceSummary(
                device.site(),
                device.id(),
                device.name(),
                device.mac(),
                device.addresses(),
                device.zone(),
                device.tags(),
                device.hostname(),
                device.vendorClass(),
                device.firstSeen(),
                device.lastSeen(),
                device.listed(),
                known.openAlerts());
    }
}
