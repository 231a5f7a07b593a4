package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

/**
 * Somebody a device talks to, about one thing.
 *
 * @param device the device
 * @param ip the other end
 * @param service as {@code https} or {@code tcp/8883}
 * @param initiated true when the device starts it
 */
public record PeerKey(DeviceId device, IpAddress ip, String service, boolean initiated) {
    // By hand, as it is compared with every row that is looked up by it.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PeerKey key
                && initiated == key.initiated
                && device.equals(key.device)
                && ip.equals(key.ip)
                && service.equals(key.service);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * device.hashCode() + ip.hashCode()) + service.hashCode()) + Boolean.hashCode(initiated);
    }

    @Override
    public String toString() {
        return device + "|" + (initiated ? "to" : "from") + "|" + ip + "|" + service;
    }
}
