package io.curfew.collector.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.json.ObservationJson;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Judged observations as the traffic topic has them, with the id that the indexer adds. */
public final class TrafficDocuments {
    private static final JsonFactory JSON = new JsonFactory();

    private TrafficDocuments() {}

    /**
     * One document as JSON.
     *
     * @param id names the observation for ever; also written as {@code curfew.id}
     */
    public static String write(SiteId site, SensorId sensor, String id, JudgedObservation judged) {
        StringWriter text = new StringWriter(1_024);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            ObservationJson.write(
                    json,
                    judged.observation(),
                    top -> observer(top, sensor),
                    curfew -> found(curfew, site, sensor, id, judged));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void observer(JsonGenerator json, SensorId sensor) throws IOException {
        json.writeObjectFieldStart("observer");
        json.writeStringField("name", sensor.value());
        json.writeEndObject();
    }

    private static void found(JsonGenerator json, SiteId site, SensorId sensor, String id, JudgedObservation judged)
            throws IOException {
        json.writeStringField("id", id);
        json.writeStringField("site", site.value());
        json.writeStringField("sensor", sensor.value());
        text(json, "device", judged.device());
        text(json, "zone", judged.zone());
        text(json, "responder_device", judged.responderDevice());
        Peer peer = judged.peer();
        if (peer != null) {
            peer(json, peer);
        }
        verdict(json, judged.verdict());
    }

    private static void peer(JsonGenerator json, Peer peer) throws IOException {
        json.writeObjectFieldStart("peer");
        text(json, "ip", peer.ip());
        text(json, "name", peer.name());
        Peer.NameSource source = peer.nameSource();
        text(
                json,
                "name_source",
                source == null ? null : source.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeEndObject();
    }

    private static void verdict(JsonGenerator json, Verdict verdict) throws IOException {
        json.writeObjectFieldStart("verdict");
        switch (verdict) {
            case Verdict.Allowed allowed -> {
                json.writeStringField("result", "allowed");
                text(json, "rule", allowed.rule());
            }
            case Verdict.Violation violation -> {
                json.writeStringField("result", "violation");
                json.writeStringField("rule", violation.rule());
                json.writeStringField("severity", violation.severity().text());
                text(json, "entry", violation.entry());
                json.writeStringField("why", violation.why());
            }
            case Verdict.Unjudged _ -> json.writeStringField("result", "unjudged");
        }
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
