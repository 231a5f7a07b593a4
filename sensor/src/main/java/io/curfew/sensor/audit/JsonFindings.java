package io.curfew.sensor.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.policy.Alert;
import io.curfew.policy.Peer;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes one finding a line; fields that do not apply are absent. */
public final class JsonFindings {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private JsonFindings() {}

    public static void write(List<Audit> sites, OutputStream output) throws IOException {
        List<Alert> findings =
                sites.stream().flatMap(site -> site.findings().stream()).toList();
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            for (Alert finding : findings) {
                write(finding, json);
            }
        }
        if (!findings.isEmpty()) {
            output.write('\n');
        }
    }

    private static void write(Alert finding, JsonGenerator json) throws IOException {
        Peer peer = finding.peer();
        json.writeStartObject();
        json.writeStringField("kind", finding.kind().name().toLowerCase(Locale.ROOT));
        json.writeStringField("id", finding.origin());
        json.writeStringField("site", finding.site().value());
        json.writeStringField("device", finding.device().value());
        json.writeStringField("deviceName", finding.deviceName());
        optional("mac", finding.mac(), json);
        optional("deviceIp", finding.deviceIp(), json);
        optional("zone", finding.zone(), json);
        peer(peer, json);
        optional("service", finding.service(), json);
        json.writeNumberField("count", finding.count());
        json.writeObjectFieldStart("outcomes");
        for (Map.Entry<String, Long> outcome : new TreeMap<>(finding.outcomes()).entrySet()) {
            json.writeNumberField(outcome.getKey(), outcome.getValue());
        }
        json.writeEndObject();
        json.writeStringField("first", finding.first().toString());
        json.writeStringField("last", finding.last().toString());
        json.writeStringField("severity", finding.severity().text());
        json.writeStringField("why", finding.what() + " " + finding.why());
        json.writeStringField("advice", finding.advice());
        json.writeStringField("alert", finding.id());
        json.writeEndObject();
    }

    static void peer(@Nullable Peer peer, JsonGenerator json) throws IOException {
        if (peer == null) {
            return;
        }
        optional("peer", peer.ip(), json);
        optional("peerName", peer.name(), json);
        if (peer.nameSource() != null) {
            optional(
                    "peerNameSource",
                    peer.nameSource().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    json);
        }
    }

    static void optional(String field, @Nullable Object value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(field, value.toString());
        }
    }
}
