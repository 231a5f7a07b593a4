package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.ApplicationProtocol;
import io.curfew.events.Detail;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.Outcome;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** {@code curfew.flow}: the initiator is {@code source}, the responder {@code destination}. */
final class FlowJson {
    private FlowJson() {}

    /** Times that can be sent lie up to 585 years apart, of which a number holds 292. */
    private static long nanos(Duration length) {
        try {
            return length.toNanos();
        } catch (ArithmeticException tooLong) {
            return length.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    static void write(JsonGenerator json, FlowObservation flow, MoreFields inCurfew) throws IOException {
        json.writeObjectFieldStart("event");
        json.writeStringField("kind", "event");
        json.writeStringField("dataset", "curfew.flow");
        json.writeStringField("start", flow.first().toString());
        json.writeStringField("end", flow.last().toString());
        json.writeNumberField("duration", nanos(Duration.between(flow.first(), flow.last())));
        json.writeEndObject();
        boolean hasPorts = flow.transport().hasPorts();
        side(json, "source", flow.initiator(), hasPorts, flow.initiatorPackets(), flow.initiatorBytes());
        side(json, "destination", flow.responder(), hasPorts, flow.responderPackets(), flow.responderBytes());
        network(json, flow);
        tls(json, flow);
        url(json, flow);
        json.writeObjectFieldStart("curfew");
        json.writeNumberField("flow", flow.number());
        json.writeStringField("phase", flow.phase().name().toLowerCase(Locale.ROOT));
        json.writeStringField("initiator", flow.initiatorCertain() ? "certain" : "inferred");
        Outcome outcome = flow.outcome();
        if (outcome != null) {
            json.writeStringField("outcome", outcome.text());
        }
        Integer rejectCode = flow.rejectCode();
        if (rejectCode != null) {
            json.writeNumberField("reject_code", rejectCode);
        }
        Fields.text(json, "tunnel", flow.tunnel());
        Integer initiatorTtl = flow.initiatorTtl();
        if (initiatorTtl != null) {
            json.writeNumberField("initiator_ttl", initiatorTtl);
        }
        if (flow.detail() != Detail.FULL) {
            json.writeStringField("detail", flow.detail().text());
            json.writeNumberField("flows", flow.flows());
        }
        inCurfew.write(json);
        json.writeEndObject();
    }

    private static void side(
            JsonGenerator json, String name, Endpoint endpoint, boolean hasPort, long packets, long bytes)
            throws IOException {
        json.writeObjectFieldStart(name);
        Fields.text(json, "mac", endpoint.mac());
        Fields.text(json, "ip", endpoint.ip());
        if (hasPort) {
            json.writeNumberField("port", endpoint.port());
        }
        json.writeNumberField("packets", packets);
        json.writeNumberField("bytes", bytes);
        json.writeEndObject();
    }

    private static void network(JsonGenerator json, FlowObservation flow) throws IOException {
        json.writeObjectFieldStart("network");
        json.writeStringField("type", flow.initiator().ip().isV6() ? "ipv6" : "ipv4");
        json.writeStringField("transport", flow.transport().text());
        Fields.text(json, "protocol", flow.applicationProtocol());
        json.writeNumberField("packets", flow.initiatorPackets() + flow.responderPackets());
        json.writeNumberField("bytes", flow.initiatorBytes() + flow.responderBytes());
        json.writeStringField("community_id", flow.communityId());
        Fields.vlans(json, flow.vlanIds());
        json.writeEndObject();
    }

    private static void tls(JsonGenerator json, FlowObservation flow) throws IOException {
        DomainName name = isHttp(flow) ? null : flow.serverName();
        if (name == null && flow.ja4() == null) {
            return;
        }
        json.writeObjectFieldStart("tls");
        json.writeObjectFieldStart("client");
        Fields.text(json, "server_name", name);
        Fields.text(json, "ja4", flow.ja4());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void url(JsonGenerator json, FlowObservation flow) throws IOException {
        DomainName name = flow.serverName();
        if (name != null && isHttp(flow)) {
            json.writeObjectFieldStart("url");
            json.writeStringField("domain", name.value());
            json.writeEndObject();
        }
    }

    private static boolean isHttp(FlowObservation flow) {
        return ApplicationProtocol.HTTP.equals(flow.applicationProtocol());
    }
}
