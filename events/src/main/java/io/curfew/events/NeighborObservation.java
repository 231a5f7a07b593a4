package io.curfew.events;

import java.time.Instant;
import java.util.List;

/**
 * An ARP message (RFC 826): who says that it has which address.
 *
 * @param at the message's time
 * @param operation request or reply
 * @param senderMac {@code ar$sha}
 * @param senderIp {@code ar$spa}; 0.0.0.0 in a probe (RFC 5227)
 * @param targetMac {@code ar$tha}; all zero in a request
 * @param targetIp {@code ar$tpa}
 * @param vlanIds 802.1Q tags, outermost first
 */
public record NeighborObservation(
        Instant at,
        Operation operation,
        MacAddress senderMac,
        IpAddress senderIp,
        MacAddress targetMac,
        IpAddress targetIp,
        List<Integer> vlanIds)
        implements Observation {

    /** What an ARP message wants. */
    public enum Operation {
        REQUEST,
        REPLY
    }

    public NeighborObservation {
        vlanIds = List.copyOf(vlanIds);
    }
}
