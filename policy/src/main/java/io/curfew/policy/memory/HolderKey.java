package io.curfew.policy.memory;

import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import org.jspecify.annotations.Nullable;

/**
 * An address as one sensor sees it: what happens on another segment is no contradiction.
 *
 * @param ip the address
 * @param sensor who sees it
 */
public record HolderKey(IpAddress ip, SensorId sensor) {
    // By hand, as it is compared with every row that is looked up by it.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HolderKey key && ip.equals(key.ip) && sensor.equals(key.sensor);
    }

    @Override
    public int hashCode() {
        return 31 * ip.hashCode() + sensor.hashCode();
    }

    @Override
    public String toString() {
        return ip + "|" + sensor;
    }
}
