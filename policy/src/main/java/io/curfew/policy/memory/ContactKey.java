package io.curfew.policy.memory;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a device turns to, about one thing: by name where there is one, so that a service that moves from
 * address to address stays one.
 *
 * @param device the device
 * @param service as {@code https} or {@code tcp/8883}
 * @param name what the other end is called; absent when it is called nothing
 * @param ip its address; absent when it has a name
 */
public record ContactKey(
        DeviceId device,
        String service,
        @Nullable DomainName name,
        @Nullable IpAddress ip) {
    private static final String NAME = "name";
    private static final String ADDRESS = "ip";

    /** The contact of {@code device} to {@code peer}. */
    public static ContactKey of(DeviceId device, String service, Peer peer) {
        return peer.name() == null
                ? new ContactKey(device, service, null, peer.ip())
                : new ContactKey(device, service, peer.name(), null);
    }

    @Override
    public String toString() {
        return device + "|" + service + "|" + (name == null ? ADDRESS + "|" + ip : NAME + "|" + name);
    }
}
