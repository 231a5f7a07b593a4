package io.curfew.events.wire;

import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;
import io.curfew.events.wire.v1.Phase;
import org.jspecify.annotations.Nullable;

import java.util.Base64;

/** The fields of the schema's {@code Flow}. */
final class FlowFields {
    private static final String COMMUNITY_ID_PREFIX = "1:";
    private static final int COMMUNITY_ID_OCTETS = 20;

    private FlowFields() {}

    static void write(WireOutput out, FlowObservation flow) {
        long atNanos = WireValues.nanos(flow.at());
        out.varintUnlessZero(1, flow.number());
        out.varintUnlessZero(2, phase(flow.phase()));
        out.endpoint(3, flow.initiator());
        out.endpoint(4, flow.responder());
        out.trueUnlessFalse(5, flow.initiatorCertain());
        out.varints(6, flow.vlanIds());
        out.varintUnlessZero(7, flow.transport().protocolNumber());
        out.varintUnlessZero(8, flow.initiatorBytes());
        out.varintUnlessZero(9, flow.initiatorPackets());
        out.varintUnlessZero(10, flow.responderBytes());
        out.varintUnlessZero(11, flow.responderPackets());
        out.zigzagUnlessZero(12, atNanos - WireValues.nanos(flow.first()));
        out.zigzagUnlessZero(13, atNanos - WireValues.nanos(flow.last()));
        out.varintUnlessZero(14, outcome(flow.outcome()));
        if (flow.rejectCode() != null) {
            out.varint(15, flow.rejectCode());
        }
        if (flow.serverName() != null) {
            out.string(16, flow.serverName().value());
        }
        if (flow.applicationProtocol() != null) {
            out.string(17, flow.applicationProtocol());
        }
        if (!flow.givenCommunityId().isEmpty()) {
            out.bytes(18, communityId(flow.givenCommunityId()));
        }
        if (flow.tunnel() != null) {
            out.string(19, flow.tunnel());
        }
        out.varintUnlessZero(20, WireValues.detail(flow.detail()));
        if (flow.flows() != 1) {
            out.varint(21, flow.flows());
        }
        if (flow.initiatorTtl() != null) {
            out.varint(22, flow.initiatorTtl());
        }
        if (flow.ja4() != null) {
            out.string(23, flow.ja4().text());
        }
    }

    private static int phase(FlowObservation.Phase phase) {
        return switch (phase) {
            case START -> Phase.PHASE_START_VALUE;
            case UPDATE -> Phase.PHASE_UPDATE_VALUE;
            case END -> Phase.PHASE_END_VALUE;
        };
    }

    private static int outcome(@Nullable Outcome outcome) {
        if (outcome == null) {
            return io.curfew.events.wire.v1.Outcome.OUTCOME_UNSPECIFIED_VALUE;
        }
        return switch (outcome) {
            case ESTABLISHED -> io.curfew.events.wire.v1.Outcome.OUTCOME_ESTABLISHED_VALUE;
            case ANSWERED -> io.curfew.events.wire.v1.Outcome.OUTCOME_ANSWERED_VALUE;
            case UNANSWERED -> io.curfew.events.wire.v1.Outcome.OUTCOME_UNANSWERED_VALUE;
            case REFUSED -> io.curfew.events.wire.v1.Outcome.OUTCOME_REFUSED_VALUE;
            case REJECTED -> io.curfew.events.wire.v1.Outcome.OUTCOME_REJECTED_VALUE;
            case RESET -> io.curfew.events.wire.v1.Outcome.OUTCOME_RESET_VALUE;
            case CLOSED -> io.curfew.events.wire.v1.Outcome.OUTCOME_CLOSED_VALUE;
            case TIMED_OUT -> io.curfew.events.wire.v1.Outcome.OUTCOME_TIMED_OUT_VALUE;
        };
    }

    private static byte[] communityId(String communityId) {
        if (communityId.startsWith(COMMUNITY_ID_PREFIX)) {
            byte[] octets = Base64.getDecoder().decode(communityId.substring(COMMUNITY_ID_PREFIX.length()));
            if (octets.length == COMMUNITY_ID_OCTETS) {
                return octets;
            }
        }
        throw new IllegalArgumentException(
                "a Community ID is \"1:\" and 20 octets in base64, was \"" + communityId + "\"");
    }
}
