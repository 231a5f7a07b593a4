package io.curfew.sensor.privacy;

import io.curfew.events.Detail;
import io.curfew.policy.language.Subnet;

import java.util.List;

/**
 * A set of segments and how much is said of their devices.
 *
 * @param subnets addresses that belong to it
 * @param vlans 802.1Q ids that belong to it
 * @param detail how much leaves the sensor
 */
public record PrivateZone(List<Subnet> subnets, List<Integer> vlans, Detail detail) {
    private static final int MOST_VLAN = 4_094;

    public PrivateZone {
        subnets = List.copyOf(subnets);
        vlans = List.copyOf(vlans);
        if (subnets.isEmpty() && vlans.isEmpty()) {
            throw new IllegalArgumentException("a zone needs subnets or vlans");
        }
        for (int vlan : vlans) {
            if (vlan < 1 || vlan > MOST_VLAN) {
                throw new IllegalArgumentException("a VLAN is 1.." + MOST_VLAN + ", was " + vlan);
            }
        }
    }

    boolean holds(List<Integer> vlanIds) {
        return vlanIds.stream().anyMatch(vlans::contains);
    }
}
