package io.curfew.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds JSON to the schemas of the OpenAPI file, and lets it say nothing that they do not name. */
final class SchemaCheck {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode components;
    private final Map<JsonNode, JsonSchema> read = new HashMap<>();

    SchemaCheck(ApiDescription api) {
        this.components = closed(api.document().get("components"));
    }

    /** What is wrong with the JSON; nothing when it fits. */
    List<String> complaints(JsonNode schema, JsonNode json) {
        return read.computeIfAbsent(schema, this::schema).validate(json).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /**
     * What is wrong with an answer; nothing when the file tells of it.
     *
     * @param type its media type, parameters such as the character set behind it or not
     */
    String complaint(ApiDescription.Operation operation, int status, String type, String text) {
        String media = type.replaceAll(";.*", "");
        JsonNode told = operation.answer(status).path("content").path(media);
        if (told.isMissingNode()) {
            return "the file does not tell of " + status + " with \"" + media + "\": " + text;
        }
        if (!media.endsWith("json")) {
            return "";
        }
        try {
            List<String> complaints = complaints(told.path("schema"), JSON.readTree(text));
            return complaints.isEmpty() ? "" : complaints + " in " + text;
        } catch (JsonProcessingException noJson) {
            return "no JSON: " + text;
        }
    }

    private JsonSchema schema(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", components);
        return SCHEMAS.getSchema(whole);
    }

    /** The same, where an object has no other properties than the named ones. */
    private static JsonNode closed(JsonNode node) {
        JsonNode copy = node.deepCopy();
        close(copy);
        return copy;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("additionalProperties")) {
            object.set("additionalProperties", JsonNodeFactory.instance.booleanNode(false));
        }
        node.forEach(SchemaCheck::close);
    }
}
