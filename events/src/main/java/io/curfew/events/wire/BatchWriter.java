package io.curfew.events.wire;

import com.google.protobuf.ByteString;
import io.curfew.events.AnnouncementObservation;
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
import io.curfew.events.StatusObservation;
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
import io.curfew.events.wire.v1.Status;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a batch as the value of one Kafka record. What it writes, {@link BatchReader} reads back equal.
 *
 * <p>Times from 1677 to 2262 can be written; other values that the schema cannot hold are refused with an
 * {@link IllegalArgumentException}, since a sensor that makes them is wrong.
 */
public final class BatchWriter {
    private static final String COMMUNITY_ID_PREFIX = "1:";
    private static final int COMMUNITY_ID_OCTETS = 20;
    private static final long LARGEST_UNSIGNED_32 = 0xffff_ffffL;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private BatchWriter() {}

    /** The batch as protobuf octets. */
    public static byte[] write(ObservationBatch batch) {
        var message = io.curfew.events.wire.v1.ObservationBatch.newBuilder()
                .setSite(batch.site().value())
                .setSensor(batch.sensor().value())
                .setRun(batch.run())
                .setSequence(batch.sequence());
        for (Observation observation : batch.observations()) {
            message.addObservations(message(observation));
        }
        return message.build().toByteArray();
    }

    private static io.curfew.events.wire.v1.Observation message(Observation observation) {
        var message = io.curfew.events.wire.v1.Observation.newBuilder().setAtNanos(nanos(observation.at()));
        switch (observation) {
            case FlowObservation flow -> message.setFlow(message(flow));
            case DnsObservation dns -> message.setDns(message(dns));
            case DhcpObservation dhcp -> message.setDhcp(message(dhcp));
            case NeighborObservation neighbor -> message.setNeighbor(message(neighbor));
            case RouterAdvertisementObservation advertisement -> message.setRouterAdvertisement(message(advertisement));
            case NtpObservation ntp -> message.setNtp(message(ntp));
            case AnnouncementObservation announcement -> message.setAnnouncement(message(announcement));
            case StatusObservation status -> message.setStatus(message(status));
        }
        return message.build();
    }

    private static Flow message(FlowObservation flow) {
        long atNanos = nanos(flow.at());
        Flow.Builder message = Flow.newBuilder()
                .setNumber(flow.number())
                .setPhase(
                        switch (flow.phase()) {
                            case START -> Phase.PHASE_START;
                            case UPDATE -> Phase.PHASE_UPDATE;
                            case END -> Phase.PHASE_END;
                        })
                .setInitiator(message(flow.initiator()))
                .setResponder(message(flow.responder()))
                .setInitiatorCertain(flow.initiatorCertain())
                .addAllVlanIds(flow.vlanIds())
                .setIpProtocol(flow.transport().protocolNumber())
                .setInitiatorBytes(flow.initiatorBytes())
                .setInitiatorPackets(flow.initiatorPackets())
                .setResponderBytes(flow.responderBytes())
                .setResponderPackets(flow.responderPackets())
                .setFirstBeforeAtNanos(atNanos - nanos(flow.first()))
                .setLastBeforeAtNanos(atNanos - nanos(flow.last()))
                .setOutcome(outcome(flow.outcome()))
                .setCommunityIdSha1(communityId(flow.communityId()));
        if (flow.rejectCode() != null) {
            message.setRejectCode(flow.rejectCode());
        }
        if (flow.serverName() != null) {
            message.setServerName(flow.serverName().value());
        }
        if (flow.applicationProtocol() != null) {
            message.setApplicationProtocol(flow.applicationProtocol());
        }
        if (flow.tunnel() != null) {
            message.setTunnel(flow.tunnel());
        }
        return message.build();
    }

    private static io.curfew.events.wire.v1.Outcome outcome(@Nullable Outcome outcome) {
        return switch (outcome) {
            case null -> io.curfew.events.wire.v1.Outcome.OUTCOME_UNSPECIFIED;
            case ESTABLISHED -> io.curfew.events.wire.v1.Outcome.OUTCOME_ESTABLISHED;
            case ANSWERED -> io.curfew.events.wire.v1.Outcome.OUTCOME_ANSWERED;
            case UNANSWERED -> io.curfew.events.wire.v1.Outcome.OUTCOME_UNANSWERED;
            case REFUSED -> io.curfew.events.wire.v1.Outcome.OUTCOME_REFUSED;
            case REJECTED -> io.curfew.events.wire.v1.Outcome.OUTCOME_REJECTED;
            case RESET -> io.curfew.events.wire.v1.Outcome.OUTCOME_RESET;
            case CLOSED -> io.curfew.events.wire.v1.Outcome.OUTCOME_CLOSED;
            case TIMED_OUT -> io.curfew.events.wire.v1.Outcome.OUTCOME_TIMED_OUT;
        };
    }

    private static ByteString communityId(String communityId) {
        if (communityId.isEmpty()) {
            return ByteString.EMPTY;
        }
        if (communityId.startsWith(COMMUNITY_ID_PREFIX)) {
            byte[] octets = Base64.getDecoder().decode(communityId.substring(COMMUNITY_ID_PREFIX.length()));
            if (octets.length == COMMUNITY_ID_OCTETS) {
                return ByteString.copyFrom(octets);
            }
        }
        throw new IllegalArgumentException(
                "a Community ID is \"1:\" and 20 octets in base64, was \"" + communityId + "\"");
    }

    private static Dns message(DnsObservation dns) {
        Dns.Builder message = Dns.newBuilder()
                .setClient(message(dns.client()))
                .setServer(message(dns.server()))
                .setIpProtocol(dns.transport().protocolNumber())
                .addAllVlanIds(dns.vlanIds())
                .setId(dns.id())
                .setQuestionName(dns.questionName().value())
                .setQuestionType(dns.questionType())
                .setBlocked(dns.blocked());
        if (dns.responseCode() != null) {
            message.setResponseCode(dns.responseCode());
        }
        for (DnsObservation.Answer answer : dns.answers()) {
            message.addAnswers(DnsAnswer.newBuilder()
                    .setName(answer.name().value())
                    .setType(answer.type())
                    .setData(answer.data())
                    .setTtlSeconds(unsigned32("ttl seconds", answer.ttlSeconds())));
        }
        if (dns.timeToAnswer() != null) {
            message.setTimeToAnswerNanos(nanos(dns.timeToAnswer()));
        }
        return message.build();
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
        return Neighbor.newBuilder()
                .setOperation(
                        switch (neighbor.operation()) {
                            case REQUEST -> NeighborOperation.NEIGHBOR_OPERATION_REQUEST;
                            case REPLY -> NeighborOperation.NEIGHBOR_OPERATION_REPLY;
                            case SOLICIT -> NeighborOperation.NEIGHBOR_OPERATION_SOLICIT;
                            case ADVERTISE -> NeighborOperation.NEIGHBOR_OPERATION_ADVERTISE;
                        })
                .setSenderMac(neighbor.senderMac().bits())
                .setSenderIp(octets(neighbor.senderIp()))
                .setTargetMac(neighbor.targetMac().bits())
                .setTargetIp(octets(neighbor.targetIp()))
                .addAllVlanIds(neighbor.vlanIds())
                .setOverrides(neighbor.overrides())
                .setFromRouter(neighbor.fromRouter())
                .build();
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
        return Status.newBuilder()
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
                .build();
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
