package io.curfew.sensor.imports;

import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import io.curfew.sensor.decode.IcmpPorts;

/** Whose silence says nothing, by what an exporter or a log tells of a flow. */
public final class Silence {
    private Silence() {}

    /**
     * True when nobody must answer: a group, or a message that has no answer, as ICMP's errors.
     *
     * @param icmpType of what was sent, where {@code transport} is ICMP
     */
    public static boolean isUsual(Transport transport, IpAddress asked, int icmpType) {
        boolean isIcmp = transport == Transport.ICMP || transport == Transport.ICMPV6;
        return asked.isGroup() || (isIcmp && !IcmpPorts.isTwoWay(asked.isV6(), icmpType));
    }
}
