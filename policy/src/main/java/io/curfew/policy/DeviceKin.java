package io.curfew.policy;

import java.util.List;

/**
 * A device that is probably the same one under another MAC address. They are never merged: a person decides.
 *
 * @param device the other's id
 * @param name how people call it
 * @param reasons what they have in common, in words
 */
public record DeviceKin(DeviceId device, String name, List<String> reasons) {
    public DeviceKin {
        reasons = List.copyOf(reasons);
    }
}
