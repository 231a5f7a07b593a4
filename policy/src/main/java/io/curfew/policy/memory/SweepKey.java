package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;

/**
 * One way in which a device looks for others.
 *
 * @param device who looks
 * @param method by what
 * @param outside true for addresses of the internet
 */
public record SweepKey(DeviceId device, Method method, boolean outside) {

    /** By what hosts and ports are looked for. */
    public enum Method {
        TCP,
        UDP,
        ICMP,
        /** ARP, or neighbor solicitations of IPv6. */
        ARP
    }

    @Override
    public String toString() {
        return device + "|" + method + "|" + (outside ? "outside" : "inside");
    }
}
