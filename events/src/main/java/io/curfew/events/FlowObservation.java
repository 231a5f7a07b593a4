package io.curfew.events;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A flow at its start, at each minute of its life, and at its end. Counters run from the flow's start, so the last
 * observation of a flow says it all.
 *
 * @param at the time of the packet or the moment that caused this observation
 * @param number names the flow within one run of one sensor: start, updates and end carry the same number
 * @param phase start, update or end
 * @param initiator who started the flow; the sender of the first packet where that is all that is known
 * @param responder who was asked
 * @param initiatorCertain true when a SYN or a first packet of a request was seen, false when the direction is inferred
 * @param vlanIds 802.1Q tags, outermost first; empty on an untagged link
 * @param transport the transport protocol
 * @param initiatorBytes IP bytes (header included) sent by the initiator, as Zeek's {@code orig_ip_bytes}
 * @param initiatorPackets packets sent by the initiator
 * @param responderBytes IP bytes sent by the responder
 * @param responderPackets packets sent by the responder
 * @param first time of the first packet
 * @param last time of the last packet so far
 * @param outcome how it went so far; absent while nothing can be said
 * @param rejectCode code of the ICMP "destination unreachable" behind {@link Outcome#REJECTED}; absent otherwise
 * @param serverName the name that the initiator sent by TLS, QUIC or HTTP Host; absent when none was seen
 * @param applicationProtocol hint such as {@code dns}, {@code tls}, {@code http}, {@value #ICMP_ERROR}; absent when
 *     unknown
 * @param givenCommunityId Community ID v1 where the ends do not tell it or its seed is not the usual one; else empty:
 *     {@link #communityId()} has it always
 * @param tunnel the tunnel that carried an inner flow, {@code gre}, {@code vxlan} and so on; absent for outer flows
 * @param detail how much is said: below {@link Detail#FULL} this is the sum of a minute, without the initiator's port;
 *     of {@link Detail#COUNTS} one end is the device, the other an unspecified address, and there are no ports
 * @param flows how many flows are summed; 1 for a flow of {@link Detail#FULL}
 * @param initiatorTtl time to live (IPv4) or hop limit (IPv6) of the first packet that the initiator sent, as it was
 *     seen: 0 to 255; absent where no packet of the initiator was seen, an import does not tell, or flows are summed
 * @param ja4 how the initiator began TLS, over TCP, QUIC or DTLS; absent where it did not or not all of it was seen, an
 *     import does not tell, or flows are summed
 */
public record FlowObservation(
        Instant at,
        long number,
        Phase phase,
        Endpoint initiator,
        Endpoint responder,
        boolean initiatorCertain,
        List<Integer> vlanIds,
        Transport transport,
        long initiatorBytes,
        long initiatorPackets,
        long responderBytes,
        long responderPackets,
        Instant first,
        Instant last,
        @Nullable Outcome outcome,
        @Nullable Integer rejectCode,
        @Nullable DomainName serverName,
        @Nullable String applicationProtocol,
        String givenCommunityId,
        @Nullable String tunnel,
        Detail detail,
        long flows,
        @Nullable Integer initiatorTtl,
        @Nullable Ja4 ja4)
        implements Observation {
    /** The application protocol of ICMP messages about somebody's packet that did not arrive. */
    public static final String ICMP_ERROR = "icmp-error";

    /** Where in its life a flow is. */
    public enum Phase {
        START,
        UPDATE,
        END
    }

    public FlowObservation {
        vlanIds = List.copyOf(vlanIds);
        if (initiatorBytes < 0 || initiatorPackets < 0 || responderBytes < 0 || responderPackets < 0) {
            throw new IllegalArgumentException("bytes and packets of flow " + number + " must not be negative");
        }
        if (flows < 1 || (detail == Detail.FULL && flows != 1)) {
            throw new IllegalArgumentException(
                    "flows of flow " + number + " of detail " + detail.text() + " must not be " + flows);
        }
        if (initiatorTtl != null && (initiatorTtl < 0 || initiatorTtl > 255)) {
            throw new IllegalArgumentException(
                    "initiator TTL of flow " + number + " must be 0..255, was " + initiatorTtl);
        }
        if (detail != Detail.FULL && (initiatorTtl != null || ja4 != null)) {
            throw new IllegalArgumentException(
                    "a sum of detail " + detail.text() + " must not tell TTL or JA4 of flow " + number);
        }
    }

    /** A flow of which all is said but the marks of its initiator. */
    public FlowObservation(
            Instant at,
            long number,
            Phase phase,
            Endpoint initiator,
            Endpoint responder,
            boolean initiatorCertain,
            List<Integer> vlanIds,
            Transport transport,
            long initiatorBytes,
            long initiatorPackets,
            long responderBytes,
            long responderPackets,
            Instant first,
            Instant last,
            @Nullable Outcome outcome,
            @Nullable Integer rejectCode,
            @Nullable DomainName serverName,
            @Nullable String applicationProtocol,
            String givenCommunityId,
            @Nullable String tunnel) {
        this(
                at,
                number,
                phase,
                initiator,
                responder,
                initiatorCertain,
                vlanIds,
                transport,
                initiatorBytes,
                initiatorPackets,
                responderBytes,
                responderPackets,
                first,
                last,
                outcome,
                rejectCode,
                serverName,
                applicationProtocol,
                givenCommunityId,
                tunnel,
                Detail.FULL,
                1,
                null,
                null);
    }

    /** Community ID v1 of the flow, {@code 1:...}; empty when nobody can tell it. */
    public String communityId() {
        if (!givenCommunityId.isEmpty() || detail != Detail.FULL || !CommunityId.isTold(transport)) {
            return givenCommunityId;
        }
        return CommunityId.of(
                CommunityId.USUAL_SEED,
                transport.protocolNumber(),
                initiator.ip(),
                initiator.port(),
                responder.ip(),
                responder.port(),
                false);
    }
}
