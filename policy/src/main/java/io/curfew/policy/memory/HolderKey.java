package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;

/**
 * An address as one sensor sees it: what happens on another segment is no contradiction.
 *
 * @param ip the address
 * @param sensor who sees it
 */
public record HolderKey(IpAddress ip, SensorId sensor) {
    @Override
    public String toString() {
        return ip + "|" + sensor;
    }
}
