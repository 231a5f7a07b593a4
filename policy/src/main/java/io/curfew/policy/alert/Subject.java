package io.curfew.policy.alert;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import io.curfew.policy.Alert;
import io.curfew.policy.DeviceId;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

/**
 * What makes two matters of a site one. A peer is told by its name where it has one, so that a service that moves from
 * address to address stays one matter.
 */
record Subject(
        Alert.Kind kind,
        String origin,
        DeviceId device,
        @Nullable DomainName name,
        @Nullable IpAddress ip,
        @Nullable String service) {

    static Subject of(Matter matter) {
        Peer peer = matter.peer();
        DomainName name = peer == null ? null : peer.name();
        return new Subject(
                matter.kind(),
                matter.origin(),
                matter.who().device(),
                name,
                peer == null || name != null ? null : peer.ip(),
                matter.service());
    }

    /** The peer as text; empty without one. */
    String peer() {
        return name != null ? name.value() : ip == null ? "" : ip.toString();
    }
}
