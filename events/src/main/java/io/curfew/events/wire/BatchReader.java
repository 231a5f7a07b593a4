package io.curfew.events.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.curfew.events.Detail;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.Ja4;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.SiteId;
import io.curfew.events.Transport;
import io.curfew.events.wire.v1.Dns;
import io.curfew.events.wire.v1.DnsAnswer;
import io.curfew.events.wire.v1.Flow;
import io.curfew.events.wire.v1.Phase;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Reads the value of one Kafka record. Whatever the octets are, it gives a {@link BatchReading} and throws nothing: a
 * record comes from another machine.
 */
public final class BatchReader {
    /** More than sensors ever write: 900,000. */
    private static final int LARGEST_BATCH_OCTETS = 1024 * 1024;

    private static final int COMMUNITY_ID_OCTETS = 20;

    private BatchReader() {}

    /** The batch in {@code octets}, or why there is none. */
    public static BatchReading read(byte[] octets) {
        if (octets.length > LARGEST_BATCH_OCTETS) {
            // Zeros by the megabyte are a record of a few kilobytes when they are packed, and objects without number
            // here.
            return new BatchReading.Refused(
                    "a batch has at most " + LARGEST_BATCH_OCTETS + " octets, this one had " + octets.length);
        }
        io.curfew.events.wire.v1.ObservationBatch message;
        try {
            message = io.curfew.events.wire.v1.ObservationBatch.parseFrom(octets);
        } catch (InvalidProtocolBufferException malformed) {
            return new BatchReading.Refused("the octets are no protobuf batch: " + malformed.getMessage());
        }
        int count = message.getObservationsCount();
        if (count > ObservationBatch.MOST_OBSERVATIONS) {
            return new BatchReading.Refused("a batch holds at most " + ObservationBatch.MOST_OBSERVATIONS
                    + " observations, this one had " + count);
        }
        try {
            return octets.length > BatchWriter.LARGEST_OBSERVATION_OCTETS && hasTooLarge(message)
                    ? new BatchReading.Refused(
                            "an observation has more than " + BatchWriter.LARGEST_OBSERVATION_OCTETS + " octets")
                    : accept(message);
        } catch (IllegalArgumentException refusedByAValue) {
            return new BatchReading.Refused("a value is out of range: " + refusedByAValue.getMessage());
        }
    }

    private static boolean hasTooLarge(io.curfew.events.wire.v1.ObservationBatch message) {
        return message.getObservationsList().stream()
                .anyMatch(observation -> observation.getSerializedSize() > BatchWriter.LARGEST_OBSERVATION_OCTETS);
    }

    private static BatchReading accept(io.curfew.events.wire.v1.ObservationBatch message) {
        List<Observation> observations = new ArrayList<>(message.getObservationsCount());
        int unknown = 0;
        for (var observation : message.getObservationsList()) {
            Observation known = observation(observation);
            if (known == null) {
                unknown++;
            } else {
                observations.add(known);
            }
        }
        ObservationBatch batch = new ObservationBatch(
                new SiteId(message.getSite()),
                FieldValues.sensor(message.getSensor()),
                FieldValues.text(message.getRun()),
                FieldValues.counted("sequence", message.getSequence()),
                observations);
        return new BatchReading.Accepted(batch, unknown);
    }

    private static @Nullable Observation observation(io.curfew.events.wire.v1.Observation message) {
        Instant at = FieldValues.time(message.getAtNanos());
        return switch (message.getKindCase()) {
            case FLOW -> flow(at, message.getFlow());
            case DNS -> dns(at, message.getDns());
            case DHCP -> DeviceReader.read(at, message.getDhcp());
            case NEIGHBOR -> DeviceReader.read(at, message.getNeighbor());
            case ROUTER_ADVERTISEMENT -> DeviceReader.read(at, message.getRouterAdvertisement());
            case NTP -> DeviceReader.read(at, message.getNtp());
            case ANNOUNCEMENT -> DeviceReader.read(at, message.getAnnouncement());
            case STATUS -> StatusReader.read(at, message.getStatus());
            case KIND_NOT_SET -> null;
        };
    }

    private static FlowObservation flow(Instant at, Flow flow) {
        return new FlowObservation(
                at,
                flow.getNumber(),
                phase(flow.getPhase()),
                FieldValues.endpoint(flow.getInitiator()),
                FieldValues.endpoint(flow.getResponder()),
                flow.getInitiatorCertain(),
                flow.getVlanIdsList(),
                Transport.of(flow.getIpProtocol()),
                flow.getInitiatorBytes(),
                flow.getInitiatorPackets(),
                flow.getResponderBytes(),
                flow.getResponderPackets(),
                at.minusNanos(flow.getFirstBeforeAtNanos()),
                at.minusNanos(flow.getLastBeforeAtNanos()),
                outcome(flow.getOutcome()),
                flow.hasRejectCode() ? (Integer) flow.getRejectCode() : null,
                flow.hasServerName() ? FieldValues.name(flow.getServerName()) : null,
                flow.hasApplicationProtocol() ? FieldValues.text(flow.getApplicationProtocol()) : null,
                communityId(flow.getCommunityIdSha1()),
                flow.hasTunnel() ? flow.getTunnel() : null,
                detail(flow.getDetail()),
                flow.hasFlows() ? flow.getFlows() : 1,
                flow.hasTtl() ? (Integer) flow.getTtl() : null,
                flow.hasJa4() ? new Ja4(flow.getJa4()) : null);
    }

    /** A detail that this build does not know is below those that it knows. */
    private static Detail detail(io.curfew.events.wire.v1.Detail detail) {
        return switch (detail) {
            case DETAIL_FULL -> Detail.FULL;
            case DETAIL_AGGREGATED -> Detail.AGGREGATED;
            case DETAIL_COUNTS, UNRECOGNIZED -> Detail.COUNTS;
        };
    }

    private static FlowObservation.Phase phase(Phase phase) {
        return switch (phase) {
            case PHASE_START -> FlowObservation.Phase.START;
            case PHASE_UPDATE -> FlowObservation.Phase.UPDATE;
            case PHASE_END -> FlowObservation.Phase.END;
            case PHASE_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException("the phase of a flow must be start, update or end, was " + phase);
        };
    }

    private static @Nullable Outcome outcome(io.curfew.events.wire.v1.Outcome outcome) {
        return switch (outcome) {
            case OUTCOME_UNSPECIFIED -> null;
            case OUTCOME_ESTABLISHED -> Outcome.ESTABLISHED;
            case OUTCOME_ANSWERED -> Outcome.ANSWERED;
            case OUTCOME_UNANSWERED -> Outcome.UNANSWERED;
            case OUTCOME_REFUSED -> Outcome.REFUSED;
            case OUTCOME_REJECTED -> Outcome.REJECTED;
            case OUTCOME_RESET -> Outcome.RESET;
            case OUTCOME_CLOSED -> Outcome.CLOSED;
            case OUTCOME_TIMED_OUT -> Outcome.TIMED_OUT;
            case UNRECOGNIZED -> throw new IllegalArgumentException("the outcome of a flow is unknown here");
        };
    }

    private static String communityId(ByteString sha1) {
        if (sha1.isEmpty()) {
            return "";
        }
        if (sha1.size() != COMMUNITY_ID_OCTETS) {
            throw new IllegalArgumentException("a Community ID has 20 octets, had " + sha1.size());
        }
        return "1:" + Base64.getEncoder().encodeToString(sha1.toByteArray());
    }

    private static DnsObservation dns(Instant at, Dns dns) {
        List<DnsObservation.Answer> answers = new ArrayList<>(dns.getAnswersCount());
        for (DnsAnswer answer : dns.getAnswersList()) {
            answers.add(new DnsObservation.Answer(
                    FieldValues.name(answer.getName()),
                    FieldValues.text(answer.getType()),
                    answer.getData(),
                    Integer.toUnsignedLong(answer.getTtlSeconds())));
        }
        return new DnsObservation(
                at,
                FieldValues.endpoint(dns.getClient()),
                FieldValues.endpoint(dns.getServer()),
                Transport.of(dns.getIpProtocol()),
                dns.getVlanIdsList(),
                dns.getId(),
                FieldValues.name(dns.getQuestionName()),
                FieldValues.text(dns.getQuestionType()),
                dns.hasResponseCode() ? FieldValues.text(dns.getResponseCode()) : null,
                answers,
                dns.hasTimeToAnswerNanos() ? FieldValues.duration("time to answer", dns.getTimeToAnswerNanos()) : null,
                dns.getBlocked(),
                detail(dns.getDetail()));
    }
}
