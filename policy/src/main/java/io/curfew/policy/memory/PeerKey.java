package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;

/**
 * Somebody a device talks to, about one thing.
 *
 * @param device the device
 * @param ip the other end
 * @param service as {@code https} or {@code tcp/8883}
 * @param initiated true when the device starts it
 */
public record PeerKey(DeviceId device, IpAddress ip, String service, boolean initiated) {
    @Override
    public String toString() {
        return device + "|" + (initiated ? "to" : "from") + "|" + ip + "|" + service;
    }
}
