package io.curfew.collector.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.ObservationBatch;
import io.curfew.events.json.ObservationJson;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The document that a judged observation is in the store and in the API: the ECS document that {@link ObservationJson}
 * writes, with {@code observer.name} and, under {@code curfew}, {@code site}, {@code device}, {@code zone},
 * {@code responder_device}, {@code peer}, {@code verdict} and {@code id}.
 */
public final class TrafficJson {
    private static final int USUAL_CHARACTERS = 1_536;

    private final JsonFactory factory = new JsonFactory();

    /** The document of one observation of {@code batch}. */
    public String document(JudgedBatch batch, int index) {
        StringWriter text = new StringWriter(USUAL_CHARACTERS);
        JudgedObservation judged = batch.judged().get(index);
        try (JsonGenerator json = factory.createGenerator(text)) {
            ObservationJson.write(
                    json,
                    judged.observation(),
                    top -> {
                        top.writeObjectFieldStart("observer");
                        top.writeStringField("name", batch.batch().sensor().value());
                        top.writeEndObject();
                    },
                    curfew -> {
                        writeFindings(curfew, batch.batch(), judged);
                        curfew.writeStringField("id", batch.id(index));
                    });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void writeFindings(JsonGenerator json, ObservationBatch batch, JudgedObservation judged)
            throws IOException {
        text(json, "site", batch.site());
        text(json, "device", judged.device());
        text(json, "zone", judged.zone());
        text(json, "responder_device", judged.responderDevice());
        Peer peer = judged.peer();
        if (peer != null) {
            json.writeObjectFieldStart("peer");
            text(json, "ip", peer.ip());
            text(json, "name", peer.name());
            if (peer.nameSource() != null) {
                String source =
                        peer.nameSource().name().toLowerCase(Locale.ROOT).replace('_', '-');
                json.writeStringField("name_source", source);
            }
            json.writeEndObject();
        }
        json.writeObjectFieldStart("verdict");
        writeVerdict(json, judged.verdict());
        json.writeEndObject();
    }

    private static void writeVerdict(JsonGenerator json, Verdict verdict) throws IOException {
        switch (verdict) {
            case Verdict.Allowed allowed -> {
                json.writeStringField("result", "allowed");
                text(json, "rule", allowed.rule());
                text(json, "why", allowed.reservation());
            }
            case Verdict.Violation violation -> {
                json.writeStringField("result", "violation");
                json.writeStringField("rule", violation.rule());
                json.writeStringField("severity", violation.severity().text());
                text(json, "entry", violation.entry());
                json.writeStringField("why", violation.why());
                json.writeNumberField("policy_version", violation.policyVersion());
            }
            case Verdict.Unjudged _ -> json.writeStringField("result", "unjudged");
        }
    }

    private static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
