package io.curfew.collector.correlate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.ObservationBatch;
import io.curfew.events.json.ObservationJson;
import io.curfew.policy.JudgedObservation;
import io.curfew.policy.Peer;
import io.curfew.policy.Verdict;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Judged batches as values of the traffic topic:
 *
 * <pre>{@code
 * {"site":"lisbon","sensor":"attic","run":"…","sequence":7,"policy":3,"first":0,"observations":[{…},{…}]}
 * }</pre>
 *
 * where each observation is the ECS document that {@link ObservationJson} writes, with {@code observer.name} and, under
 * {@code curfew}, {@code site}, {@code device}, {@code zone}, {@code responder_device}, {@code peer}, and
 * {@code verdict}. {@code policy} is the version of the policy that judged. {@code first} is the place in the batch of
 * the first one: a batch whose JSON would be larger than {@value #LARGEST_BYTES} bytes becomes several values.
 */
final class TrafficJson {
    /** Well below the largest record that Kafka takes by default, so that one more observation still fits. */
    static final int LARGEST_BYTES = 512 * 1024;

    private final JsonFactory factory = new JsonFactory();

    /** The values for {@code judged}, which are the observations of {@code batch} in their order. */
    List<byte[]> values(ObservationBatch batch, long policyVersion, List<JudgedObservation> judged) throws IOException {
        List<byte[]> values = new ArrayList<>(1);
        int first = 0;
        while (first < judged.size()) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream(16 * 1024);
            first = writeValue(octets, batch, policyVersion, judged, first);
            values.add(octets.toByteArray());
        }
        return values;
    }

    /** Writes one value from {@code first} on; returns the place of the first observation that is not in it. */
    private int writeValue(
            ByteArrayOutputStream octets,
            ObservationBatch batch,
            long policyVersion,
            List<JudgedObservation> judged,
            int first)
            throws IOException {
        int next = first;
        try (JsonGenerator json = factory.createGenerator(octets)) {
            json.writeStartObject();
            json.writeStringField("site", batch.site().value());
            json.writeStringField("sensor", batch.sensor().value());
            json.writeStringField("run", batch.run());
            json.writeNumberField("sequence", batch.sequence());
            json.writeNumberField("policy", policyVersion);
            json.writeNumberField("first", first);
            json.writeArrayFieldStart("observations");
            while (next < judged.size() && octets.size() + json.getOutputBuffered() < LARGEST_BYTES) {
                writeObservation(json, batch, judged.get(next));
                next++;
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return next;
    }

    private static void writeObservation(JsonGenerator json, ObservationBatch batch, JudgedObservation judged)
            throws IOException {
        ObservationJson.write(
                json,
                judged.observation(),
                top -> {
                    top.writeObjectFieldStart("observer");
                    top.writeStringField("name", batch.sensor().value());
                    top.writeEndObject();
                },
                curfew -> writeFindings(curfew, batch, judged));
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
