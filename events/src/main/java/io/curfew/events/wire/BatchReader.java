package io.curfew.events.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.Ja4;
import io.curfew.events.MacAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.Transport;
import io.curfew.events.wire.v1.Announcement;
import io.curfew.events.wire.v1.Dhcp;
import io.curfew.events.wire.v1.Dns;
import io.curfew.events.wire.v1.DnsAnswer;
import io.curfew.events.wire.v1.Flow;
import io.curfew.events.wire.v1.Neighbor;
import io.curfew.events.wire.v1.NeighborOperation;
import io.curfew.events.wire.v1.Ntp;
import io.curfew.events.wire.v1.Phase;
import io.curfew.events.wire.v1.RouterAdvertisement;
import io.curfew.events.wire.v1.RouterPrefix;
import io.curfew.events.wire.v1.Source;
import io.curfew.events.wire.v1.Status;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the value of one Kafka record. Whatever the octets are, it gives a {@link BatchReading} and throws nothing: a
 * record comes from another machine.
 */
public final class BatchReader {
    private static final int COMMUNITY_ID_OCTETS = 20;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Longer ones are seldom, and would let a hostile device fill memory with what it makes up. */
    private static final int LONGEST_SHARED = 64;

    private static final SharedValues<IpAddress, IpAddress> ADDRESSES = new SharedValues<>(16_384, Function.identity());
    private static final SharedValues<String, DomainName> NAMES = new SharedValues<>(8_192, DomainName::new);
    private static final SharedValues<String, SensorId> SENSORS = new SharedValues<>(4_096, SensorId::new);
    private static final SharedValues<String, String> TEXTS = new SharedValues<>(4_096, Function.identity());

    private BatchReader() {}

    /** The batch in {@code octets}, or why there is none. */
    public static BatchReading read(byte[] octets) {
        io.curfew.events.wire.v1.ObservationBatch message;
        try {
            message = io.curfew.events.wire.v1.ObservationBatch.parseFrom(octets);
        } catch (InvalidProtocolBufferException malformed) {
            return new BatchReading.Refused("the octets are no protobuf batch: " + malformed.getMessage());
        }
        try {
            return accept(message);
        } catch (IllegalArgumentException refusedByAValue) {
            return new BatchReading.Refused("a value is out of range: " + refusedByAValue.getMessage());
        }
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
                SENSORS.of(message.getSensor()),
                text(message.getRun()),
                counted("sequence", message.getSequence()),
                observations);
        return new BatchReading.Accepted(batch, unknown);
    }

    private static @Nullable Observation observation(io.curfew.events.wire.v1.Observation message) {
        Instant at = time(message.getAtNanos());
        return switch (message.getKindCase()) {
            case FLOW -> flow(at, message.getFlow());
            case DNS -> dns(at, message.getDns());
            case DHCP -> dhcp(at, message.getDhcp());
            case NEIGHBOR -> neighbor(at, message.getNeighbor());
            case ROUTER_ADVERTISEMENT -> advertisement(at, message.getRouterAdvertisement());
            case NTP -> ntp(at, message.getNtp());
            case ANNOUNCEMENT -> announcement(at, message.getAnnouncement());
            case STATUS -> status(at, message.getStatus());
            case KIND_NOT_SET -> null;
        };
    }

    private static FlowObservation flow(Instant at, Flow flow) {
        return new FlowObservation(
                at,
                flow.getNumber(),
                phase(flow.getPhase()),
                endpoint(flow.getInitiator()),
                endpoint(flow.getResponder()),
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
                flow.hasServerName() ? name(flow.getServerName()) : null,
                flow.hasApplicationProtocol() ? text(flow.getApplicationProtocol()) : null,
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
                    name(answer.getName()),
                    text(answer.getType()),
                    answer.getData(),
                    Integer.toUnsignedLong(answer.getTtlSeconds())));
        }
        return new DnsObservation(
                at,
                endpoint(dns.getClient()),
                endpoint(dns.getServer()),
                Transport.of(dns.getIpProtocol()),
                dns.getVlanIdsList(),
                dns.getId(),
                name(dns.getQuestionName()),
                text(dns.getQuestionType()),
                dns.hasResponseCode() ? text(dns.getResponseCode()) : null,
                answers,
                dns.hasTimeToAnswerNanos() ? duration("time to answer", dns.getTimeToAnswerNanos()) : null,
                dns.getBlocked(),
                detail(dns.getDetail()));
    }

    private static DhcpObservation dhcp(Instant at, Dhcp dhcp) {
        return new DhcpObservation(
                at,
                dhcp.getVersion() == 0 ? 4 : dhcp.getVersion(),
                dhcp.getMessageType(),
                dhcp.hasClientMac() ? new MacAddress(dhcp.getClientMac()) : null,
                endpoint(dhcp.getSender()),
                dhcp.hasAssignedIp() ? address(dhcp.getAssignedIp()) : null,
                dhcp.hasRequestedIp() ? address(dhcp.getRequestedIp()) : null,
                dhcp.hasHostname() ? dhcp.getHostname() : null,
                dhcp.hasVendorClass() ? dhcp.getVendorClass() : null,
                dhcp.getParameterRequestListList(),
                dhcp.hasServer() ? address(dhcp.getServer()) : null,
                addresses(dhcp.getRoutersList()),
                addresses(dhcp.getDnsServersList()),
                addresses(dhcp.getNtpServersList()),
                dhcp.hasLeaseSeconds() ? seconds(dhcp.getLeaseSeconds()) : null,
                dhcp.hasMudUrl() ? dhcp.getMudUrl() : null,
                dhcp.hasClientId() ? hexadecimal(dhcp.getClientId()) : null,
                dhcp.hasFqdn() ? dhcp.getFqdn() : null,
                dhcp.hasVendorSpecific() ? hexadecimal(dhcp.getVendorSpecific()) : null,
                addresses(dhcp.getMoreAssignedIpsList()));
    }

    private static String hexadecimal(ByteString octets) {
        return HexFormat.of().formatHex(octets.toByteArray());
    }

    private static NeighborObservation neighbor(Instant at, Neighbor neighbor) {
        return new NeighborObservation(
                at,
                operation(neighbor.getOperation()),
                neighbor.hasSenderMac() ? new MacAddress(neighbor.getSenderMac()) : null,
                address(neighbor.getSenderIp()),
                new MacAddress(neighbor.getTargetMac()),
                address(neighbor.getTargetIp()),
                neighbor.getVlanIdsList(),
                neighbor.getOverrides(),
                neighbor.getFromRouter());
    }

    private static RouterAdvertisementObservation advertisement(Instant at, RouterAdvertisement advertisement) {
        List<RouterAdvertisementObservation.Prefix> prefixes = new ArrayList<>(advertisement.getPrefixesCount());
        for (RouterPrefix prefix : advertisement.getPrefixesList()) {
            prefixes.add(new RouterAdvertisementObservation.Prefix(
                    address(prefix.getAddress()),
                    prefix.getLength(),
                    prefix.getOnLink(),
                    prefix.getAutonomous(),
                    seconds(prefix.getValidSeconds()),
                    seconds(prefix.getPreferredSeconds())));
        }
        return new RouterAdvertisementObservation(
                at,
                endpoint(advertisement.getSender()),
                advertisement.getVlanIdsList(),
                seconds(advertisement.getLifetimeSeconds()),
                advertisement.getManaged(),
                advertisement.getOtherConfiguration(),
                prefixes,
                addresses(advertisement.getDnsServersList()),
                advertisement.getSearchDomainsList().stream()
                        .map(BatchReader::name)
                        .toList(),
                advertisement.hasMtu() ? (Long) Integer.toUnsignedLong(advertisement.getMtu()) : null);
    }

    private static NeighborObservation.Operation operation(NeighborOperation operation) {
        return switch (operation) {
            case NEIGHBOR_OPERATION_REQUEST -> NeighborObservation.Operation.REQUEST;
            case NEIGHBOR_OPERATION_REPLY -> NeighborObservation.Operation.REPLY;
            case NEIGHBOR_OPERATION_SOLICIT -> NeighborObservation.Operation.SOLICIT;
            case NEIGHBOR_OPERATION_ADVERTISE -> NeighborObservation.Operation.ADVERTISE;
            case NEIGHBOR_OPERATION_UNSPECIFIED, UNRECOGNIZED ->
                throw new IllegalArgumentException(
                        "a neighbor's operation must be request, reply, solicit or advertise, was " + operation);
        };
    }

    private static NtpObservation ntp(Instant at, Ntp ntp) {
        return new NtpObservation(
                at,
                endpoint(ntp.getSender()),
                endpoint(ntp.getReceiver()),
                ntp.getMode(),
                ntp.getVersion(),
                ntp.getStratum());
    }

    private static AnnouncementObservation announcement(Instant at, Announcement announcement) {
        return new AnnouncementObservation(
                at,
                endpoint(announcement.getDevice()),
                announcement.getProtocol(),
                announcement.getName(),
                announcement.hasService() ? announcement.getService() : null,
                announcement.hasModel() ? announcement.getModel() : null,
                announcement.hasHost() ? name(announcement.getHost()) : null,
                announcement.hasPort() ? (Integer) announcement.getPort() : null,
                addresses(announcement.getAddressesList()));
    }

    private static StatusObservation status(Instant at, Status status) {
        return new StatusObservation(
                at,
                status.getVersion(),
                time(status.getStartedAtNanos()),
                counted("packets captured", status.getPacketsCaptured()),
                counted("packets dropped", status.getPacketsDropped()),
                status.getUndecodableMap(),
                counted("flows open", status.getFlowsOpen()),
                counted("flows evicted", status.getFlowsEvicted()),
                counted("observations made", status.getObservationsMade()),
                counted("observations sent", status.getObservationsSent()),
                counted("observations spooled", status.getObservationsSpooled()),
                counted("observations dropped", status.getObservationsDropped()),
                counted("spool bytes", status.getSpoolBytes()),
                duration("spool age", status.getSpoolAgeNanos()),
                counted("addresses seen", status.getAddressesSeen()),
                status.getUnicastShare(),
                status.getVlanIdsList(),
                status.getSourcesList().stream().map(BatchReader::source).toList(),
                accounts(status));
    }

    private static SourceStatus source(Source source) {
        return new SourceStatus(
                source.getKind(),
                source.getName(),
                source.getSeesMacs(),
                source.getSeesFlows(),
                source.getSeesQuestions(),
                source.getSeesLeases(),
                counted("items", source.getItems()),
                source.getNotUnderstoodMap(),
                counted("items lost", source.getLost()),
                counted("observations", source.getObservations()),
                source.hasLastItemAtNanos() ? time(source.getLastItemAtNanos()) : null,
                counted("octets behind", source.getBehindBytes()),
                counted("sampling", source.getSampling()),
                source.hasProblem() ? source.getProblem() : null);
    }

    private static StatusObservation.Accounts accounts(Status status) {
        StatusObservation.Sight sight = status.hasInterfaceUp()
                ? new StatusObservation.Sight(
                        status.getInterfaceUp(),
                        counted("interface lost", status.getInterfaceLost()),
                        duration("interface gone", status.getInterfaceGoneNanos()))
                : null;
        return new StatusObservation.Accounts(
                counted("packets filtered", status.getPacketsFiltered()),
                counted("observations inherited", status.getObservationsInherited()),
                counted("observations in memory", status.getObservationsInMemory()),
                status.getDroppedByCauseMap(),
                status.getGivenUpMap(),
                counted("spool torn", status.getSpoolTorn()),
                counted("spool refusals", status.getSpoolRefusals()),
                sight,
                counted("clock steps", status.getClockSteps()),
                Duration.ofNanos(status.getLastClockStepNanos()));
    }

    private static Endpoint endpoint(io.curfew.events.wire.v1.Endpoint endpoint) {
        return new Endpoint(
                endpoint.hasMac() ? new MacAddress(endpoint.getMac()) : null,
                address(endpoint.getIp()),
                endpoint.getPort());
    }

    private static IpAddress address(ByteString octets) {
        return ADDRESSES.of(IpAddress.of(octets.toByteArray()));
    }

    private static DomainName name(String name) {
        return name.length() > LONGEST_SHARED ? new DomainName(name) : NAMES.of(name);
    }

    private static String text(String text) {
        return text.length() > LONGEST_SHARED ? text : TEXTS.of(text);
    }

    private static List<IpAddress> addresses(List<ByteString> addresses) {
        return addresses.stream().map(BatchReader::address).toList();
    }

    private static Instant time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private static Duration seconds(int unsigned) {
        return Duration.ofSeconds(Integer.toUnsignedLong(unsigned));
    }

    private static Duration duration(String what, long nanos) {
        return Duration.ofNanos(counted(what, nanos));
    }

    private static long counted(String what, long unsigned) {
        if (unsigned < 0) {
            throw new IllegalArgumentException(what + " must be below 2^63, was " + Long.toUnsignedString(unsigned));
        }
        return unsigned;
    }
}
