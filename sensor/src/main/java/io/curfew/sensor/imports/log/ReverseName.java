package io.curfew.sensor.imports.log;

import io.curfew.events.DomainName;
import io.curfew.events.IpAddress;

/** The names under which DNS keeps addresses (RFC 1035, section 3.5; RFC 3596, section 2.5). */
final class ReverseName {
    private ReverseName() {}

    static DomainName of(IpAddress address) {
        byte[] octets = address.octets();
        StringBuilder name = new StringBuilder();
        for (int index = octets.length - 1; index >= 0; index--) {
            int octet = octets[index] & 0xff;
            if (address.isV6()) {
                name.append(Character.forDigit(octet & 0xf, 16)).append('.');
                name.append(Character.forDigit(octet >>> 4, 16)).append('.');
            } else {
                name.append(octet).append('.');
            }
        }
        return new DomainName(
                name.append(address.isV6() ? "ip6.arpa" : "in-addr.arpa").toString());
    }
}
