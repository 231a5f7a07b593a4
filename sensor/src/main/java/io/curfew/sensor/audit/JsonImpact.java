package io.curfew.sensor.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.policy.replay.Difference;
import io.curfew.policy.replay.Impact;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** Writes one change a line, and before them one line with what is missing; fields that do not apply are absent. */
public final class JsonImpact {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private JsonImpact() {}

    public static void write(Impact impact, OutputStream output) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            write("begun", impact.begun(), json);
            write("ended", impact.ended(), json);
        }
        if (!impact.begun().isEmpty() || !impact.ended().isEmpty()) {
            output.write('\n');
        }
    }

    private static void write(String change, List<Difference> differences, JsonGenerator json) throws IOException {
        for (Difference one : differences) {
            json.writeStartObject();
            json.writeStringField("change", change);
            json.writeStringField("kind", one.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringField("id", one.origin());
            json.writeStringField("device", one.device().value());
            json.writeStringField("deviceName", one.deviceName());
            JsonFindings.peer(one.peer(), json);
            JsonFindings.optional("service", one.service(), json);
            json.writeStringField("severity", one.severity().text());
            json.writeNumberField("count", one.count());
            json.writeStringField("first", one.first().toString());
            json.writeStringField("last", one.last().toString());
            JsonFindings.optional(
                    "essential",
                    one.essential() == null ? null : one.essential().sentence(),
                    json);
            json.writeArrayFieldStart("doubts");
            for (String doubt : one.doubts()) {
                json.writeString(doubt);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
