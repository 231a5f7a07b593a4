package io.curfew.sensor.imports.log;

import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;
import io.curfew.events.Transport;
import io.curfew.sensor.ObservationSink;
import io.curfew.sensor.decode.IcmpPorts;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.Silence;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** The entries of {@code conn.log}: each is a flow at its end. */
final class ZeekFlows {
    private static final int LONGEST_SERVICE = 64;
    private static final String COMMUNITY_ID = "1:";
    private static final int COMMUNITY_ID_CHARACTERS = 30;

    private final FlowNumbers numbers;
    private final ObservationSink sink;

    ZeekFlows(FlowNumbers numbers, ObservationSink sink) {
        this.numbers = numbers;
        this.sink = sink;
    }

    LineReading row(Instant first, ZeekFields fields) {
        Transport transport = transport(fields);
        Endpoint initiator = fields.end("orig", transport);
        Endpoint responder = fields.end("resp", transport);
        if (initiator == null || responder == null) {
            return LineReading.BAD_ADDRESS;
        }
        Duration duration = fields.interval("duration");
        Instant last = duration == null ? first : first.plus(duration);
        // Where ports stand otherwise, Zeek has the type of ICMP messages.
        int icmpType = (int) Math.min(255, fields.count("id.orig_p"));
        boolean nobodyMustAnswer = Silence.isUsual(transport, responder.ip(), icmpType);
        String history = fields.text("history");
        sink.accept(new FlowObservation(
                last,
                numbers.next(),
                FlowObservation.Phase.END,
                initiator,
                responder,
                isCertain(transport, history),
                fields.vlans(),
                transport,
                octets(fields, "orig"),
                fields.count("orig_pkts"),
                octets(fields, "resp"),
                fields.count("resp_pkts"),
                first,
                last,
                outcome(transport, fields, nobodyMustAnswer),
                null,
                null,
                protocol(transport, initiator.ip().isV6(), icmpType, fields.text("service")),
                communityId(fields.text("community_id")),
                fields.list("tunnel_parents").isEmpty() ? null : "unknown"));
        return LineReading.UNDERSTOOD;
    }

    private static Transport transport(ZeekFields fields) {
        return switch (fields.text("proto")) {
            case "tcp" -> Transport.TCP;
            case "udp" -> Transport.UDP;
            case "icmp" -> fields.text("id.orig_h").indexOf(':') >= 0 ? Transport.ICMPV6 : Transport.ICMP;
            default ->
                fields.has("ip_proto") ? Transport.of((int) Math.min(255, fields.count("ip_proto"))) : Transport.OTHER;
        };
    }

    /** A connection whose direction Zeek turned has a {@code ^} in its history. */
    private static boolean isCertain(Transport transport, String history) {
        boolean turned = history.indexOf('^') >= 0;
        return !turned && (transport != Transport.TCP || history.startsWith("S"));
    }

    private static long octets(ZeekFields fields, String which) {
        return fields.text(which + "_ip_bytes").isEmpty()
                ? fields.count(which + "_bytes")
                : fields.count(which + "_ip_bytes");
    }

    private static @Nullable String protocol(Transport transport, boolean isV6, int icmpType, String service) {
        boolean isIcmp = transport == Transport.ICMP || transport == Transport.ICMPV6;
        if (isIcmp && IcmpPorts.isError(isV6, icmpType)) {
            return FlowObservation.ICMP_ERROR;
        }
        if (service.isEmpty() || service.length() > LONGEST_SERVICE) {
            return null;
        }
        // Several services stand in a row: the first was seen first.
        int comma = service.indexOf(',');
        String first = comma < 0 ? service : service.substring(0, comma);
        return LoggedText.of(first.toLowerCase(Locale.ROOT).replace("ssl", "tls"));
    }

    private static String communityId(String text) {
        return text.startsWith(COMMUNITY_ID) && text.length() == COMMUNITY_ID_CHARACTERS ? text : "";
    }

    private static boolean hasSent(ZeekFields fields, String which) {
        return fields.text(which + "_pkts").isEmpty()
                ? fields.count(which + "_bytes") > 0
                : fields.count(which + "_pkts") > 0;
    }

    private static @Nullable Outcome outcome(Transport transport, ZeekFields fields, boolean nobodyMustAnswer) {
        boolean answered = hasSent(fields, "resp");
        boolean asked = hasSent(fields, "orig");
        if (transport != Transport.TCP) {
            if (!asked || (!answered && nobodyMustAnswer)) {
                return null;
            }
            return answered ? Outcome.ANSWERED : Outcome.UNANSWERED;
        }
        return switch (fields.text("conn_state")) {
            case "S0", "SH", "RSTOS0" -> Outcome.UNANSWERED;
            case "REJ" -> Outcome.REFUSED;
            case "S1", "S2", "S3" -> Outcome.ESTABLISHED;
            case "SF" -> Outcome.CLOSED;
            case "RSTO", "RSTR" -> Outcome.RESET;
            default -> null;
        };
    }
}
