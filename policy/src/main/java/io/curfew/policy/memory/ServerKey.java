package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.policy.DeviceId;

/** A DNS or NTP server that a device asked. */
public record ServerKey(DeviceId device, Kind kind, IpAddress ip) {

    /** What the server was asked for. */
    public enum Kind {
        DNS,
        NTP
    }

    @Override
    public String toString() {
        return device + "|" + kind + "|" + ip;
    }
}
