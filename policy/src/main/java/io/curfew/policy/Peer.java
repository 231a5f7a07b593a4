package io.curfew.policy;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Whom a device talked to.
 *
 * @param ip the address; absent where the matter is a name or the device itself
 * @param name what the address is called; absent when nobody said
 * @param nameSource who said so; absent without a name
 * @param otherNames what else this device was answered this address for, the latest first; at most 7
 */
public record Peer(
        @Nullable IpAddress ip,
        @Nullable DomainName name,
        @Nullable NameSource nameSource,
        List<DomainName> otherNames) {

    public Peer {
        // An earlier version wrote none.
        otherNames = otherNames == null ? List.of() : List.copyOf(otherNames);
    }

    /** A peer of one name at most. */
    public Peer(@Nullable IpAddress ip, @Nullable DomainName name, @Nullable NameSource nameSource) {
        this(ip, name, nameSource, List.of());
    }

    /** Where the name of an address comes from, most trusted first. */
    public enum NameSource {
        /** This device was answered so. */
        ANSWER_TO_DEVICE,
        /** The device sent it: TLS, QUIC or HTTP Host. */
        SERVER_NAME,
        /** Another device of the site was answered so. */
        ANSWER_TO_SITE,
        /** The policy lists the device that has this address. */
        POLICY
    }

    /** The same without its other names. */
    public Peer withoutOtherNames() {
        return otherNames.isEmpty() ? this : new Peer(ip, name, nameSource);
    }

    /** A peer of which only the address is known. */
    public static Peer of(IpAddress ip) {
        return new Peer(ip, null, null);
    }
}
