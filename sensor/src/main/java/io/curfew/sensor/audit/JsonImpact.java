package io.curfew.sensor.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.curfew.events.SiteId;
import io.curfew.policy.replay.Difference;
import io.curfew.policy.replay.Impact;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** Writes one change a line, and before them one line with what is missing; fields that do not apply are absent. */
public final class JsonImpact {
    private static final JsonFactory JSON = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private JsonImpact() {}

    /** One site alone is not named. */
    public static void write(SequencedMap<SiteId, Impact> impacts, OutputStream output) throws IOException {
        boolean hasLines = false;
        try (JsonGenerator json = JSON.createGenerator(output)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            for (Map.Entry<SiteId, Impact> site : impacts.entrySet()) {
                SiteId named = impacts.size() == 1 ? null : site.getKey();
                Impact impact = site.getValue();
                write(named, "begun", impact.begun(), json);
                write(named, "ended", impact.ended(), json);
                hasLines |= !impact.begun().isEmpty() || !impact.ended().isEmpty();
            }
        }
        if (hasLines) {
            output.write('\n');
        }
    }

    private static void write(@Nullable SiteId site, String change, List<Difference> differences, JsonGenerator json)
            throws IOException {
        for (Difference one : differences) {
            json.writeStartObject();
            JsonFindings.optional("site", site, json);
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
