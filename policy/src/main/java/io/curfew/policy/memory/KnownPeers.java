package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;

import java.util.List;

/** Whom a device talks to: its rows in {@link Table#PEERS}, in the order in which they came. */
public record KnownPeers(List<Contact> contacts) {
    /** Nobody. */
    public static final KnownPeers NONE = new KnownPeers(List.of());

    /**
     * A {@link PeerKey} without the device.
     *
     * @param ip the other end
     * @param service as {@code https} or {@code tcp/8883}
     * @param initiated true when the device starts it
     */
    public record Contact(IpAddress ip, String service, boolean initiated) {
        public static Contact of(PeerKey key) {
            return new Contact(key.ip(), key.service(), key.initiated());
        }

        public PeerKey key(DeviceId device) {
            return new PeerKey(device, ip, service, initiated);
        }
    }

    public KnownPeers {
        contacts = List.copyOf(contacts);
    }
}
