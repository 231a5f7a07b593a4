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
import io.curfew.policy.CutText;
import io.curfew.policy.SeenEnd;
import io.curfew.policy.SeenFlow;
import io.curfew.policy.SeenQuestion;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Tells an observation in one line to a person; what devices say is cut after {@value #LONGEST_SAID} characters. */
public final class Summary {
    private static final int LONGEST_SAID = 400;

    private Summary() {}

    /**
     * The observation as evidence that was first noted {@code at}. Flows and questions, which are many, have no line
     * yet: see {@link #worded(List)}.
     */
    public static Alert.Evidence evidence(Observation observation, SensorId sensor, Instant at) {
        String kind = kind(observation);
        return switch (observation) {
            case FlowObservation flow ->
                new Alert.Evidence(at, sensor.value(), kind, "", SeenFlow.of(flow), null, null);
            case DnsObservation dns ->
                new Alert.Evidence(at, sensor.value(), kind, "", null, SeenQuestion.of(dns), null);
            case DhcpObservation dhcp ->
                said(
                        dhcp,
                        sensor,
                        at,
                        new SeenEnd(dhcp.clientMac(), dhcp.sender().ip(), 0));
            case NeighborObservation neighbor ->
                said(neighbor, sensor, at, new SeenEnd(neighbor.senderMac(), neighbor.senderIp(), 0));
            case RouterAdvertisementObservation advertisement ->
                said(advertisement, sensor, at, SeenEnd.of(advertisement.sender()));
            case NtpObservation ntp -> said(ntp, sensor, at, SeenEnd.of(ntp.sender()));
            case AnnouncementObservation announcement ->
                said(announcement, sensor, at, SeenEnd.of(announcement.device()));
            case StatusObservation status -> said(status, sensor, at, null);
        };
    }

    private static Alert.Evidence said(
            Observation observation, SensorId sensor, Instant at, @Nullable SeenEnd speaker) {
        String line = CutText.of(of(observation), LONGEST_SAID);
        return new Alert.Evidence(at, sensor.value(), kind(observation), line, null, null, speaker);
    }

    /** The same pieces with their lines. */
    static List<Alert.Evidence> worded(List<Alert.Evidence> pieces) {
        List<Alert.Evidence> worded = new ArrayList<>(pieces.size());
        for (Alert.Evidence piece : pieces) {
            worded.add(worded(piece));
        }
        return worded;
    }

    private static Alert.Evidence worded(Alert.Evidence piece) {
        if (piece.flow() != null) {
            return piece.withSummary(of(piece.flow()));
        }
        return piece.question() == null ? piece : piece.withSummary(of(piece.question()));
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

    private static String of(Observation observation) {
        return switch (observation) {
            case FlowObservation flow -> of(SeenFlow.of(flow));
            case DnsObservation dns -> of(SeenQuestion.of(dns));
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

    private static String of(SeenFlow flow) {
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
        if (flow.rejectCode() != null) {
            text.append(" (ICMP code ").append(flow.rejectCode()).append(')');
        }
        return text.toString();
    }

    private static String of(SeenQuestion dns) {
        String code = dns.responseCode() == null ? "no answer" : dns.responseCode();
        return dns.client().ip() + " asks " + dns.server().ip() + " for " + dns.name() + " " + dns.type() + ": "
                + (dns.answers().isEmpty() ? code : String.join(", ", dns.answers()));
    }
}
