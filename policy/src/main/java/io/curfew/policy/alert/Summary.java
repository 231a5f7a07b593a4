package io.curfew.policy.alert;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.DhcpObservation;
import io.curfew.events.DnsObservation;
import io.curfew.events.FlowObservation;
import io.curfew.events.NeighborObservation;
import io.curfew.events.NtpObservation;
import io.curfew.events.Observation;
import io.curfew.events.RouterAdvertisementObservation;
import io.curfew.events.SensorId;
import io.curfew.events.StatusObservation;
import io.curfew.policy.Alert;

import java.time.Instant;
import java.util.stream.Collectors;

/** Tells an observation in one line to a person. */
public final class Summary {

    private Summary() {}

    /** The observation as evidence that was first noted {@code at}. */
    public static Alert.Evidence evidence(Observation observation, SensorId sensor, Instant at) {
        return new Alert.Evidence(at, sensor.value(), kind(observation), of(observation));
    }

    private static String kind(Observation observation) {
        return switch (observation) {
            case FlowObservation _ -> "flow";
            case DnsObservation _ -> "dns";
            case DhcpObservation _ -> "dhcp";
            case NeighborObservation _ -> "neighbor";
            case RouterAdvertisementObservation _ -> "router advertisement";
            case NtpObservation _ -> "ntp";
            case AnnouncementObservation _ -> "announcement";
            case StatusObservation _ -> "status";
        };
    }

    static String of(Observation observation) {
        return switch (observation) {
            case FlowObservation flow -> of(flow);
            case DnsObservation dns -> of(dns);
            case DhcpObservation dhcp ->
                (dhcp.version() == 4 ? "DHCP " : "DHCPv6 ")
                        + dhcp.messageType()
                        + (dhcp.clientMac() == null ? "" : " of " + dhcp.clientMac())
                        + (dhcp.assignedIp() == null ? "" : " for " + dhcp.assignedIp())
                        + (dhcp.hostname() == null ? "" : ", host name " + dhcp.hostname());
            case NeighborObservation neighbor ->
                (neighbor.senderMac() == null ? "somebody" : neighbor.senderMac()) + " says that it has "
                        + neighbor.senderIp();
            case RouterAdvertisementObservation advertisement ->
                advertisement.sender().ip() + " offers itself as router for " + advertisement.prefixes();
            case NtpObservation ntp ->
                "NTP from " + ntp.sender().ip() + " to " + ntp.receiver().ip();
            case AnnouncementObservation announcement ->
                announcement.device().ip() + " announces " + announcement.name();
            case StatusObservation status -> "sensor " + status.version() + " reports";
        };
    }

    private static String of(FlowObservation flow) {
        StringBuilder text = new StringBuilder(160)
                .append(flow.initiator().ip())
                .append(':')
                .append(flow.initiator().port())
                .append(flow.initiatorCertain() ? " → " : " ⇢ ")
                .append(flow.responder().ip())
                .append(':')
                .append(flow.responder().port())
                .append(' ')
                .append(flow.transport().text())
                .append(", ")
                .append(flow.initiatorPackets())
                .append(" packets (")
                .append(flow.initiatorBytes())
                .append(" bytes) out, ")
                .append(flow.responderPackets())
                .append(" (")
                .append(flow.responderBytes())
                .append(") back");
        if (flow.serverName() != null) {
            text.append(", asks for ").append(flow.serverName());
        }
        if (flow.outcome() != null) {
            text.append(", ").append(flow.outcome().text());
        }
        return text.toString();
    }

    private static String of(DnsObservation dns) {
        String answers =
                dns.answers().stream().limit(4).map(DnsObservation.Answer::data).collect(Collectors.joining(", "));
        String code = dns.responseCode() == null ? "no answer" : dns.responseCode();
        return dns.client().ip() + " asks " + dns.server().ip() + " for " + dns.questionName() + " "
                + dns.questionType() + ": " + (answers.isEmpty() ? code : answers);
    }
}
