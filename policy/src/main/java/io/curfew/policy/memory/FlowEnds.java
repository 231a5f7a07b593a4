package io.curfew.policy.memory;

import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Between whom a flow is, whoever began it: the same for all sensors that see it, on whichever VLAN and behind
 * whichever router.
 *
 * @param transport by what
 * @param low the lower address
 * @param lowPort the port there; of one address for both ends, the lower port
 * @param high the other address
 * @param highPort the port there
 */
public record FlowEnds(Transport transport, IpAddress low, int lowPort, IpAddress high, int highPort) {

    public static FlowEnds of(FlowObservation flow) {
        Endpoint low = isBegunByLow(flow) ? flow.initiator() : flow.responder();
        Endpoint high = isBegunByLow(flow) ? flow.responder() : flow.initiator();
        return new FlowEnds(flow.transport(), low.ip(), low.port(), high.ip(), high.port());
    }

    /** True when the lower end began the flow. */
    public static boolean isBegunByLow(FlowObservation flow) {
        int byAddress = flow.initiator().ip().compareTo(flow.responder().ip());
        return byAddress < 0
                || (byAddress == 0
                        && flow.initiator().port() <= flow.responder().port());
    }

    // By hand, as it is asked for with every flow.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowEnds ends
                && lowPort == ends.lowPort
                && highPort == ends.highPort
                && transport == ends.transport
                && low.equals(ends.low)
                && high.equals(ends.high);
    }

    @Override
    public int hashCode() {
        long ports = ((long) lowPort << 16 | highPort) * 0x9e37_79b9_7f4a_7c15L;
        return 31 * (31 * low.hashCode() + high.hashCode()) + (int) (ports >>> 32);
    }

    @Override
    public String toString() {
        return low + "|" + lowPort + "|" + high + "|" + highPort + "|" + transport.text();
    }
}
