package io.curfew.sensor.device;

import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NeighborObservation.Operation;
import io.curfew.sensor.decode.ArpFacts;
import io.curfew.sensor.decode.EpochNanos;
import org.jspecify.annotations.Nullable;

/** ARP requests and replies as observations. */
public final class NeighborReader {
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private NeighborReader() {}

    /** Absent for operations other than request and reply. */
    public static @Nullable NeighborObservation read(ArpFacts arp) {
        if (arp.operation != REQUEST && arp.operation != REPLY) {
            return null;
        }
        return new NeighborObservation(
                EpochNanos.toInstant(arp.timestampNanos),
                arp.operation == REQUEST ? Operation.REQUEST : Operation.REPLY,
                new MacAddress(arp.senderMac),
                IpAddress.v4(arp.senderIp),
                new MacAddress(arp.targetMac),
                IpAddress.v4(arp.targetIp),
                arp.vlans.ids(),
                false,
                false);
    }
}
