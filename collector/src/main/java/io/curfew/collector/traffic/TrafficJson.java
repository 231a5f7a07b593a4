package io.curfew.collector.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.ObservationBatch;
import io.curfew.events.StatusObservation;
import io.curfew.events.json.ObservationJson;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The document that a judged observation is in the store and in the API: the ECS document that {@link ObservationJson}
 * writes, with {@code observer.name} and, under {@code curfew}, {@code site}, {@code device}, {@code zone},
 * {@code responder_device}, {@code peer}, {@code verdict} and {@code id}; that of a status also {@code sensor}.
 */
public final class TrafficJson {
    private static final int USUAL_OCTETS = 1_024;

    private final JsonFactory factory =
            new JsonFactoryBuilder().rootValueSeparator("").build();

    /** The document of each observation of {@code batch}, as octets without line breaks. */
    public List<ByteBuffer> documents(JudgedBatch batch) {
        int count = batch.judged().size();
        ByteArrayOutputStream octets = new ByteArrayOutputStream(USUAL_OCTETS * count);
        int[] ends = new int[count];
        try (JsonGenerator json = factory.createGenerator(octets)) {
            for (int index = 0; index < count; index++) {
                write(json, batch, index);
                json.flush();
                ends[index] = octets.size();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return cut(octets.toByteArray(), ends);
    }

    private static List<ByteBuffer> cut(byte[] octets, int[] ends) {
        List<ByteBuffer> documents = new ArrayList<>(ends.length);
        int begin = 0;
        for (int end : ends) {
            documents.add(ByteBuffer.wrap(octets, begin, end - begin).slice());
            begin = end;
        }
        return documents;
    }

    private static void write(JsonGenerator json, JudgedBatch batch, int index) throws IOException {
        JudgedObservation judged = batch.judged().get(index);
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
                    if (judged.observation() instanceof StatusObservation) {
                        // How much of a day each sensor was heard is counted by this.
                        curfew.writeStringField("sensor", batch.batch().sensor().value());
                    }
                    curfew.writeStringField("id", batch.id(index));
                });
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
