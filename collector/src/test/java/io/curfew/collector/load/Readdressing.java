package io.curfew.collector.load;

import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Turns what one recorded device did into what another of its kind does later.
 *
 * @param twin which one of its kind; 0 is the recorded one
 * @param later by how much later
 * @param numberOffset what is added to the numbers of flows
 */
record Readdressing(int twin, Duration later, long numberOffset) {
    /** Recorded devices have the hosts from here on; below are the routers. */
    private static final int FIRST_HOST = 2;
    /** 192.168.30.0/24, where the things of both homes live. */
    private static final long RECORDED_NET = 0xc0_a8_1e;
    /** 10.30.0.0/16, where their twins live. */
    private static final long TWINS_NET = 0x0a_1e;
    /** The recorded devices' MAC addresses end in 00:HH. */
    private static final int TWIN_BITS = 8;

    Observation of(Observation recorded) {
        return (Observation) mapped(recorded);
    }

    MacAddress mac(MacAddress mac) {
        boolean isRouter = (mac.bits() & 0xffff) < FIRST_HOST;
        return twin == 0 || isRouter || mac.isGroup() ? mac : new MacAddress(mac.bits() + ((long) twin << TWIN_BITS));
    }

    IpAddress ip(IpAddress ip) {
        boolean isDevice = !ip.isV6() && ip.low() >>> 8 == RECORDED_NET && isHost(ip.low() & 0xff);
        return twin == 0 || !isDevice
                ? ip
                : IpAddress.v4((int) (TWINS_NET << 16 | (long) twin << 8 | (ip.low() & 0xff)));
    }

    private static boolean isHost(long last) {
        return last >= FIRST_HOST && last < 255;
    }

    private Object mapped(Object value) {
        return switch (value) {
            case MacAddress mac -> mac(mac);
            case IpAddress ip -> ip(ip);
            case Instant at -> at.plus(later);
            case List<?> list -> list.stream().map(this::mapped).toList();
            case FlowObservation flow ->
                Remade.each(flow, (name, part) -> name.equals("number") ? flow.number() + numberOffset : mapped(part));
            case Record values -> Remade.each(values, (name, part) -> mapped(part));
            default -> value;
        };
    }
}
