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

    static SweepKey parse(String text) {
        String[] parts = text.split("\\|", 3);
        return new SweepKey(new DeviceId(parts[0]), Method.valueOf(parts[1]), parts[2].equals("outside"));
    }

    @Override
    public String toString() {
        return device + "|" + method + "|" + (outside ? "outside" : "inside");
    }
}
