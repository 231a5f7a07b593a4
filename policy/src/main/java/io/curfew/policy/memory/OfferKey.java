package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;

/** A service that a device offers to the others of its segment. */
public record OfferKey(Kind kind, DeviceId server) {

    /** What is offered. */
    public enum Kind {
        DHCP,
        DNS,
        ROUTER
    }

    @Override
    public String toString() {
        return kind + "|" + server;
    }
}
