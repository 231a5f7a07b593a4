package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * An ARP message (RFC 826), or a neighbor solicitation or advertisement (RFC 4861): who says that it has which address.
 *
 * @param at the message's time
 * @param operation what kind of message
 * @param senderMac {@code ar$sha}, absent where its length says that it is no MAC address; NDP: the source or target
 *     link-layer option, else the sender's end of the frame
 * @param senderIp {@code ar$spa}, 0.0.0.0 in a probe (RFC 5227); NDP: the source of a solicitation, :: in a probe (RFC
 *     4862), and the target of an advertisement, which is the address that the sender says it has
 * @param targetMac {@code ar$tha}, all zero in a request, in a reply whose frame goes to many or does not say to whom,
 *     or where it is no MAC address; NDP: all zero in a solicitation, the receiver's end of the frame of an
 *     advertisement
 * @param targetIp {@code ar$tpa}; NDP: the target of a solicitation, the destination of an advertisement
 * @param vlanIds 802.1Q tags, outermost first
 * @param overrides true for an advertisement that replaces what others have noted; false in ARP
 * @param fromRouter true for an advertisement whose sender says that it is a router; false in ARP
 */
public record NeighborObservation(
        Instant at,
        Operation operation,
        @Nullable MacAddress senderMac,
        IpAddress senderIp,
        MacAddress targetMac,
        IpAddress targetIp,
        List<Integer> vlanIds,
        boolean overrides,
        boolean fromRouter)
        implements Observation {

    /** What a message wants. */
    public enum Operation {
        /** ARP: who has this address? */
        REQUEST,
        /** ARP: I have. */
        REPLY,
        /** NDP: who has this address? */
        SOLICIT,
        /** NDP: I have. */
        ADVERTISE
    }

    public NeighborObservation {
        vlanIds = List.copyOf(vlanIds);
    }
}
