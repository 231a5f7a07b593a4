package io.curfew.events.wire;

import com.google.protobuf.ByteString;
import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Detail;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SourceStatus;
import io.curfew.events.StatusObservation;
import io.curfew.events.wire.v1.Announcement;
import io.curfew.events.wire.v1.Dhcp;
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
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a batch as the value of one Kafka record. What it writes, {@link BatchReader} reads back equal. The kinds that
 * come in masses, flows and DNS, are written field by field, the rest through their generated messages; both give the
 * octets that the generated {@code ObservationBatch} gives.
 *
 * <p>Times from 1677 to 2262 can be written; other values that the schema cannot hold are refused with an
 * {@link IllegalArgumentException}, since a sensor that makes them is wrong.
 */
public final class BatchWriter {
    private static final int USUAL_HEADER_OCTETS = 128;
    private static final int USUAL_OBSERVATION_OCTETS = 160;
    private static final String COMMUNITY_ID_PREFIX = "1:";
    private static final int COMMUNITY_ID_OCTETS = 20;
    private static final long LARGEST_UNSIGNED_32 = 0xffff_ffffL;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private BatchWriter() {}

    /** The batch as protobuf octets. */
    public static byte[] write(ObservationBatch batch) {
        WireOutput out = new WireOutput(USUAL_HEADER_OCTETS
                + USUAL_OBSERVATION_OCTETS * batch.observations().size());
        out.stringUnlessEmpty(1, batch.site().value());
        out.stringUnlessEmpty(2, batch.sensor().value());
        out.stringUnlessEmpty(3, batch.run());
        out.varintUnlessZero(4, batch.sequence());
        for (Observation observation : batch.observations()) {
            int start = out.begin(5);
            write(out, observation);
            out.end(start);
        }
        return out.toByteArray();
    }

    private static void write(WireOutput out, Observation observation) {
        out.fixed64UnlessZero(1, nanos(observation.at()));
        // No switch over the types: what the JVM makes for one when it first comes there takes as long as all the rest
        // of a sensor's start. A test holds each kind to its branch.
        if (observation instanceof FlowObservation flow) {
            int start = out.begin(2);
            write(out, flow);
            out.end(start);
        } else if (observation instanceof DnsObservation dns) {
            int start = out.begin(3);
            write(out, dns);
            out.end(start);
        } else if (observation instanceof DhcpObservation dhcp) {
            out.message(4, message(dhcp));
        } else if (observation instanceof NeighborObservation neighbor) {
            out.message(5, message(neighbor));
        } else if (observation instanceof NtpObservation ntp) {
            out.message(6, message(ntp));
        } else if (observation instanceof AnnouncementObservation announcement) {
            out.message(7, message(announcement));
        } else if (observation instanceof StatusObservation status) {
            out.message(8, message(status));
        } else if (observation instanceof RouterAdvertisementObservation advertisement) {
            out.message(9, message(advertisement));
        } else {
            throw new IllegalArgumentException("a kind that cannot be written: " + observation.getClass());
        }
    }

    private static void write(WireOutput out, FlowObservation flow) {
        long atNanos = nanos(flow.at());
        out.varintUnlessZero(1, flow.number());
        out.varintUnlessZero(2, phase(flow.phase()));
        write(out, 3, flow.initiator());
        write(out, 4, flow.responder());
        out.trueUnlessFalse(5, flow.initiatorCertain());
        out.varints(6, flow.vlanIds());
        out.varintUnlessZero(7, flow.transport().protocolNumber());
        out.varintUnlessZero(8, flow.initiatorBytes());
        out.varintUnlessZero(9, flow.initiatorPackets());
        out.varintUnlessZero(10, flow.responderBytes());
        out.varintUnlessZero(11, flow.responderPackets());
        out.zigzagUnlessZero(12, atNanos - nanos(flow.first()));
        out.zigzagUnlessZero(13, atNanos - nanos(flow.last()));
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
        out.varintUnlessZero(20, detail(flow.detail()));
        if (flow.flows() != 1) {
            out.varint(21, flow.flows());
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

    private static void write(WireOutput out, DnsObservation dns) {
        write(out, 1, dns.client());
        write(out, 2, dns.server());
        out.varintUnlessZero(3, dns.transport().protocolNumber());
        out.varints(4, dns.vlanIds());
        out.varintUnlessZero(5, dns.id());
        out.stringUnlessEmpty(6, dns.questionName().value());
        out.stringUnlessEmpty(7, dns.questionType());
        if (dns.responseCode() != null) {
            out.string(8, dns.responseCode());
        }
        for (DnsObservation.Answer answer : dns.answers()) {
            int start = out.begin(9);
            out.stringUnlessEmpty(1, answer.name().value());
            out.stringUnlessEmpty(2, answer.type());
            out.stringUnlessEmpty(3, answer.data());
            out.varintUnlessZero(4, unsigned32("ttl seconds", answer.ttlSeconds()) & LARGEST_UNSIGNED_32);
            out.end(start);
        }
        if (dns.timeToAnswer() != null) {
            out.varint(10, nanos(dns.timeToAnswer()));
        }
        out.trueUnlessFalse(11, dns.blocked());
        out.varintUnlessZero(12, detail(dns.detail()));
    }

    private static int detail(Detail detail) {
        return switch (detail) {
            case FULL -> io.curfew.events.wire.v1.Detail.DETAIL_FULL_VALUE;
            case AGGREGATED -> io.curfew.events.wire.v1.Detail.DETAIL_AGGREGATED_VALUE;
            case COUNTS -> io.curfew.events.wire.v1.Detail.DETAIL_COUNTS_VALUE;
        };
    }

    private static void write(WireOutput out, int field, Endpoint endpoint) {
        int start = out.begin(field);
        if (endpoint.mac() != null) {
            out.fixed64(1, endpoint.mac().bits());
        }
        out.address(2, endpoint.ip());
        out.varintUnlessZero(3, endpoint.port());
        out.end(start);
    }

    private static Dhcp message(DhcpObservation dhcp) {
        Dhcp.Builder message = Dhcp.newBuilder()
                .setMessageType(dhcp.messageType())
                .setVersion(dhcp.version() == 4 ? 0 : dhcp.version())
                .setSender(message(dhcp.sender()))
                .addAllParameterRequestList(dhcp.parameterRequestList())
                .addAllRouters(octets(dhcp.routers()))
                .addAllDnsServers(octets(dhcp.dnsServers()))
                .addAllNtpServers(octets(dhcp.ntpServers()))
                .addAllMoreAssignedIps(octets(dhcp.moreAssignedIps()));
        if (dhcp.clientMac() != null) {
            message.setClientMac(dhcp.clientMac().bits());
        }
        if (dhcp.assignedIp() != null) {
            message.setAssignedIp(octets(dhcp.assignedIp()));
        }
        if (dhcp.requestedIp() != null) {
            message.setRequestedIp(octets(dhcp.requestedIp()));
        }
        if (dhcp.hostname() != null) {
            message.setHostname(dhcp.hostname());
        }
        if (dhcp.vendorClass() != null) {
            message.setVendorClass(dhcp.vendorClass());
        }
        if (dhcp.server() != null) {
            message.setServer(octets(dhcp.server()));
        }
        if (dhcp.leaseTime() != null) {
            message.setLeaseSeconds(unsigned32("lease seconds", dhcp.leaseTime().toSeconds()));
        }
        if (dhcp.mudUrl() != null) {
            message.setMudUrl(dhcp.mudUrl());
        }
        if (dhcp.clientId() != null) {
            message.setClientId(octets(dhcp.clientId()));
        }
        if (dhcp.fqdn() != null) {
            message.setFqdn(dhcp.fqdn());
        }
        if (dhcp.vendorSpecific() != null) {
            message.setVendorSpecific(octets(dhcp.vendorSpecific()));
        }
        return message.build();
    }

    private static ByteString octets(String hexadecimal) {
        return ByteString.copyFrom(HexFormat.of().parseHex(hexadecimal));
    }

    private static Neighbor message(NeighborObservation neighbor) {
        Neighbor.Builder message = Neighbor.newBuilder()
                .setOperation(
                        switch (neighbor.operation()) {
                            case REQUEST -> NeighborOperation.NEIGHBOR_OPERATION_REQUEST;
                            case REPLY -> NeighborOperation.NEIGHBOR_OPERATION_REPLY;
                            case SOLICIT -> NeighborOperation.NEIGHBOR_OPERATION_SOLICIT;
                            case ADVERTISE -> NeighborOperation.NEIGHBOR_OPERATION_ADVERTISE;
                        })
                .setSenderIp(octets(neighbor.senderIp()))
                .setTargetMac(neighbor.targetMac().bits())
                .setTargetIp(octets(neighbor.targetIp()))
                .addAllVlanIds(neighbor.vlanIds())
                .setOverrides(neighbor.overrides())
                .setFromRouter(neighbor.fromRouter());
        if (neighbor.senderMac() != null) {
            message.setSenderMac(neighbor.senderMac().bits());
        }
        return message.build();
    }

    private static RouterAdvertisement message(RouterAdvertisementObservation advertisement) {
        RouterAdvertisement.Builder message = RouterAdvertisement.newBuilder()
                .setSender(message(advertisement.sender()))
                .addAllVlanIds(advertisement.vlanIds())
                .setLifetimeSeconds(
                        unsigned32("lifetime seconds", advertisement.lifetime().toSeconds()))
                .setManaged(advertisement.managed())
                .setOtherConfiguration(advertisement.otherConfiguration())
                .addAllDnsServers(octets(advertisement.dnsServers()));
        for (RouterAdvertisementObservation.Prefix prefix : advertisement.prefixes()) {
            message.addPrefixes(RouterPrefix.newBuilder()
                    .setAddress(octets(prefix.address()))
                    .setLength(prefix.length())
                    .setOnLink(prefix.onLink())
                    .setAutonomous(prefix.autonomous())
                    .setValidSeconds(unsigned32("valid seconds", prefix.valid().toSeconds()))
                    .setPreferredSeconds(
                            unsigned32("preferred seconds", prefix.preferred().toSeconds())));
        }
        advertisement.searchDomains().forEach(domain -> message.addSearchDomains(domain.value()));
        if (advertisement.mtu() != null) {
            message.setMtu(unsigned32("MTU", advertisement.mtu()));
        }
        return message.build();
    }

    private static Ntp message(NtpObservation ntp) {
        return Ntp.newBuilder()
                .setSender(message(ntp.sender()))
                .setReceiver(message(ntp.receiver()))
                .setMode(ntp.mode())
                .setVersion(ntp.version())
                .setStratum(ntp.stratum())
                .build();
    }

    private static Announcement message(AnnouncementObservation announcement) {
        Announcement.Builder message = Announcement.newBuilder()
                .setDevice(message(announcement.device()))
                .setProtocol(announcement.protocol())
                .setName(announcement.name())
                .addAllAddresses(octets(announcement.addresses()));
        if (announcement.service() != null) {
            message.setService(announcement.service());
        }
        if (announcement.model() != null) {
            message.setModel(announcement.model());
        }
        if (announcement.host() != null) {
            message.setHost(announcement.host().value());
        }
        if (announcement.port() != null) {
            message.setPort(announcement.port());
        }
        return message.build();
    }

    private static Status message(StatusObservation status) {
        StatusObservation.Accounts accounts = status.accounts();
        Status.Builder message = Status.newBuilder()
                .setVersion(status.version())
                .setStartedAtNanos(nanos(status.startedAt()))
                .setPacketsCaptured(status.packetsCaptured())
                .setPacketsDropped(status.packetsDropped())
                .putAllUndecodable(status.undecodable())
                .setFlowsOpen(status.flowsOpen())
                .setFlowsEvicted(status.flowsEvicted())
                .setObservationsMade(status.observationsMade())
                .setObservationsSent(status.observationsSent())
                .setObservationsSpooled(status.observationsSpooled())
                .setObservationsDropped(status.observationsDropped())
                .setSpoolBytes(status.spoolBytes())
                .setSpoolAgeNanos(nanos(status.spoolAge()))
                .setAddressesSeen(status.addressesSeen())
                .setUnicastShare(status.unicastShare())
                .addAllVlanIds(status.vlanIds())
                .addAllSources(
                        status.sources().stream().map(BatchWriter::message).toList())
                .setPacketsFiltered(accounts.packetsFiltered())
                .setObservationsInherited(accounts.observationsInherited())
                .setObservationsInMemory(accounts.observationsInMemory())
                .putAllDroppedByCause(accounts.droppedByCause())
                .setSpoolTorn(accounts.spoolTorn())
                .setSpoolRefusals(accounts.spoolRefusals())
                .setClockSteps(accounts.clockSteps())
                .setLastClockStepNanos(nanos(accounts.lastClockStep()));
        StatusObservation.Sight sight = accounts.sight();
        if (sight != null) {
            message.setInterfaceUp(sight.isUp())
                    .setInterfaceLost(sight.timesLost())
                    .setInterfaceGoneNanos(nanos(sight.gone()));
        }
        return message.build();
    }

    private static Source message(SourceStatus source) {
        Source.Builder message = Source.newBuilder()
                .setKind(source.kind())
                .setName(source.name())
                .setSeesMacs(source.seesMacs())
                .setSeesFlows(source.seesFlows())
                .setSeesQuestions(source.seesQuestions())
                .setSeesLeases(source.seesLeases())
                .setItems(source.items())
                .putAllNotUnderstood(source.notUnderstood())
                .setLost(source.lost())
                .setObservations(source.observations())
                .setBehindBytes(source.behindBytes())
                .setSampling(source.sampling());
        if (source.lastItemAt() != null) {
            message.setLastItemAtNanos(nanos(source.lastItemAt()));
        }
        if (source.problem() != null) {
            message.setProblem(source.problem());
        }
        return message.build();
    }

    private static io.curfew.events.wire.v1.Endpoint message(Endpoint endpoint) {
        var message = io.curfew.events.wire.v1.Endpoint.newBuilder()
                .setIp(octets(endpoint.ip()))
                .setPort(endpoint.port());
        if (endpoint.mac() != null) {
            message.setMac(endpoint.mac().bits());
        }
        return message.build();
    }

    private static ByteString octets(IpAddress address) {
        return ByteString.copyFrom(address.octets());
    }

    private static List<ByteString> octets(List<IpAddress> addresses) {
        return addresses.stream().map(BatchWriter::octets).toList();
    }

    private static long nanos(Instant time) {
        try {
            return Math.addExact(Math.multiplyExact(time.getEpochSecond(), NANOS_PER_SECOND), time.getNano());
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException("a time must lie between 1677 and 2262, was " + time, outOfRange);
        }
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException outOfRange) {
            throw new IllegalArgumentException(
                    "a duration must be shorter than 292 years, was " + duration, outOfRange);
        }
    }

    private static int unsigned32(String what, long value) {
        if (value < 0 || value > LARGEST_UNSIGNED_32) {
            throw new IllegalArgumentException(what + " must be 0.." + LARGEST_UNSIGNED_32 + ", was " + value);
        }
        return (int) value;
    }
}
