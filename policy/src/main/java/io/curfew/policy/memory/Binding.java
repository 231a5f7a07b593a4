package io.curfew.policy.memory;

import io.curfew.events.MacAddress;

import java.time.Instant;

/**
 * Which MAC address answers for an address of the site.
 *
 * @param mac the device's
 * @param source who said so
 * @param last when it was said last
 */
public record Binding(MacAddress mac, Source source, Instant last) {

    /** Where a binding comes from, least trusted first. */
    public enum Source {
        /** The source address of a frame; a router's where the packet was routed. */
        FRAME,
        /** An ARP or NDP message. */
        NEIGHBOR,
        /** A DHCP server's acknowledgement. */
        LEASE
    }

    /** The same, said at {@code now} if that was at a time that has yet to come. */
    public Binding noLaterThan(Instant now) {
        return new Binding(mac, source, Moments.earlier(last, now));
    }
}
