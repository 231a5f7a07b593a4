package io.curfew.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
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
