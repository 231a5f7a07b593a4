package io.curfew.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes up values for the schemas of the OpenAPI file: some that fit, some that nearly do, some that nobody would send.
 */
final class Inventions {
    private static final String REFERENCE = "#/components/schemas/";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;

    /** What tests of the past have found to hurt somewhere. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "null",
            "true",
            "lisbon",
            "camera",
            "*",
            "../..",
            "%00",
            "\0",
            "a\0b",
            "\u202e\u0301\uFEFF",
            "\ud83d\udc00",
            "\ud800",
            "\r\nX-Injected: yes",
            "'; DROP TABLE alerts; --",
            "{\"match_all\":{}}",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1:1/a}",
            "9223372036854775808",
            "1e400",
            "2026-02-30T25:61:61Z",
            "9999-12-31T23:59:60Z",
            "-999999999-01-01T00:00:00Z",
            "x".repeat(300),
            "\u00e4".repeat(5_000));

    private final JsonNode schemas;
    private final Random random;

    Inventions(JsonNode schemas, Random random) {
        this.schemas = schemas;
        this.random = random;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A text that nobody would send. */
    String hostileText() {
        return oneIn(3) ? noise() : oneOf(TEXTS);
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int index = 0; index < length; index++) {
            text.appendCodePoint(random.nextInt(oneIn(4) ? 0xd7ff : 0x7f));
        }
        return text.toString();
    }

    /** A value that fits the schema, as far as the schema says. */
    JsonNode fitting(JsonNode schema) {
        return fitting(schema, DEEPEST);
    }

    private JsonNode fitting(JsonNode schema, int depth) {
        JsonNode said = resolved(schema);
        if (said.has("enum")) {
            return said.get("enum").get(random.nextInt(said.get("enum").size()));
        }
        JsonNode type = said.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText("object")) {
            case "string" -> JSON.textNode(fittingText(said));
            case "integer", "number" -> JSON.numberNode(fittingNumber(said));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            case "array" -> fittingArray(said, depth);
            default -> fittingObject(said, depth);
        };
    }

    private JsonNode resolved(JsonNode schema) {
        JsonNode said = schema;
        while (said.has("$ref")) {
            said = schemas.get(said.get("$ref").asText().substring(REFERENCE.length()));
        }
        return said;
    }

    private String fittingText(JsonNode said) {
        boolean isTime = said.path("format").asText().equals("date-time");
        return isTime
                ? Instant.parse("2026-11-20T12:00:00Z")
                        .plus(Duration.ofSeconds(random.nextInt(40_000_000)))
                        .toString()
                : oneOf(List.of("lisbon", "porto", "camera", "of-lisbon", "curfew: 1", "some words", "a"));
    }

    private long fittingNumber(JsonNode said) {
        long least = said.path("minimum").asLong(0);
        long most = said.path("maximum").asLong(1_000);
        return oneIn(4) ? oneOf(List.of(least, most)) : random.nextLong(least, most + 1);
    }

    private ArrayNode fittingArray(JsonNode said, int depth) {
        ArrayNode array = JSON.arrayNode();
        int length = depth == 0 ? 0 : random.nextInt(4);
        for (int index = 0; index < length; index++) {
            array.add(fitting(said.path("items"), depth - 1));
        }
        return array;
    }

    private ObjectNode fittingObject(JsonNode said, int depth) {
        ObjectNode object = JSON.objectNode();
        List<String> required =
                said.path("required").valueStream().map(JsonNode::asText).toList();
        said.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || (depth > 0 && random.nextBoolean())) {
                object.set(property.getKey(), fitting(property.getValue(), depth - 1));
            }
        });
        return object;
    }

    /** A body for the schema: one that fits, or one with something wrong somewhere. */
    String body(JsonNode schema) {
        JsonNode fitting = fitting(schema);
        if (oneIn(4)) {
            return fitting.toString();
        }
        List<Supplier<String>> wrongs = List.of(
                () -> spoiled(fitting).toString(),
                () -> spoiled(fitting).toString(),
                () -> spoiled(fitting).toString(),
                () -> fitting.toString().substring(0, fitting.toString().length() / 2),
                () -> fitting.toString().replaceFirst("\\{", "{\"note\":1,\"note\":[],"),
                () -> "[".repeat(2_000) + "]".repeat(2_000),
                () -> JSON.textNode(hostileText()).toString(),
                () -> "{\"a\":\"\\ud800\"}",
                () -> "\uFEFF" + fitting,
                this::hostileText);
        return oneOf(wrongs).get();
    }

    /** The same with one property missing, another, or of another type. */
    private JsonNode spoiled(JsonNode fitting) {
        if (!(fitting.deepCopy() instanceof ObjectNode object) || object.isEmpty()) {
            return JSON.objectNode().put(hostileText(), hostileText());
        }
        String property = oneOf(
                object.properties().stream().map(java.util.Map.Entry::getKey).toList());
        switch (random.nextInt(4)) {
            case 0 -> object.remove(property);
            case 1 -> object.put(hostileText(), hostileText());
            case 2 -> object.put(property, hostileText());
            default -> object.set(property, ofAnotherType());
        }
        return object;
    }

    private JsonNode ofAnotherType() {
        return oneOf(List.of(
                JSON.nullNode(),
                JSON.numberNode(-1),
                JSON.numberNode(Double.MAX_VALUE),
                JSON.booleanNode(true),
                JSON.arrayNode().add(JSON.nullNode()),
                JSON.arrayNode().add(hostileText()),
                JSON.objectNode().put("a", hostileText())));
    }
}
