package io.curfew.events.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.curfew.events.Endpoint;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/** The fields that several kinds of observation share. */
final class Fields {
    private Fields() {}

    /** Writes {@code name} with the value's text; nothing when it is absent. */
    static void text(JsonGenerator json, String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }

    /** Writes {@code name} with the text of each value; nothing when there are none. */
    static void texts(JsonGenerator json, String name, List<?> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (Object value : values) {
                json.writeString(value.toString());
            }
            json.writeEndArray();
        }
    }

    /** Writes {@code name} with the numbers; nothing when there are none. */
    static void numbers(JsonGenerator json, String name, List<Integer> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (int value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
    }

    /** Writes {@code event} with {@code event.dataset}, and leaves nothing open. */
    static void event(JsonGenerator json, String dataset) throws IOException {
        json.writeObjectFieldStart("event");
        json.writeStringField("kind", "event");
        json.writeStringField("dataset", dataset);
        json.writeEndObject();
    }

    /** Writes one end, {@code source} or {@code destination}. */
    static void endpoint(JsonGenerator json, String name, Endpoint endpoint) throws IOException {
        json.writeObjectFieldStart(name);
        text(json, "mac", endpoint.mac());
        text(json, "ip", endpoint.ip());
        json.writeNumberField("port", endpoint.port());
        json.writeEndObject();
    }

    /** Writes {@code vlan} and {@code inner.vlan} as ECS has them: the outermost tag and the one inside it. */
    static void vlans(JsonGenerator json, List<Integer> vlanIds) throws IOException {
        if (!vlanIds.isEmpty()) {
            json.writeObjectFieldStart("vlan");
            json.writeNumberField("id", vlanIds.getFirst());
            json.writeEndObject();
        }
        if (vlanIds.size() > 1) {
            json.writeObjectFieldStart("inner");
            json.writeObjectFieldStart("vlan");
            json.writeNumberField("id", vlanIds.get(1));
            json.writeEndObject();
            json.writeEndObject();
        }
    }

    /** Writes the {@code curfew} object of a kind that has no fields of its own there. */
    static void curfew(JsonGenerator json, MoreFields inCurfew) throws IOException {
        if (!inCurfew.isEmpty()) {
            json.writeObjectFieldStart("curfew");
            inCurfew.write(json);
            json.writeEndObject();
        }
    }
}
