package io.curfew.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The committed OpenAPI file: what the API says that it can do. */
final class ApiDescription {
    private static final String JSON = "application/json";

    private final JsonNode document;

    private ApiDescription(JsonNode document) {
        this.document = document;
    }

    static ApiDescription committed() {
        try {
            return new ApiDescription(new ObjectMapper(new YAMLFactory())
                    .readTree(Path.of("openapi.yaml").toFile()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    JsonNode document() {
        return document;
    }

    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()))
                        .forEach(operations::add));
        return List.copyOf(operations);
    }

    /** One operation: a method on a path with names in braces. */
    record Operation(String method, String path, JsonNode said) {

        /** What it is asked with beside the path. */
        List<JsonNode> parameters() {
            return said.path("parameters").valueStream().toList();
        }

        boolean hasParameter(String name) {
            return parameters().stream()
                    .anyMatch(parameter -> parameter.get("name").asText().equals(name));
        }

        Optional<JsonNode> requestSchema() {
            return Optional.ofNullable(
                    said.path("requestBody").path("content").path(JSON).get("schema"));
        }

        Optional<JsonNode> requestExample() {
            return Optional.ofNullable(
                    said.path("requestBody").path("content").path(JSON).get("example"));
        }

        /** What the file tells of an answer with this status. */
        JsonNode answer(int status) {
            JsonNode answers = said.path("responses");
            String key = Integer.toString(status);
            return answers.has(key) ? answers.get(key) : status >= 400 ? answers.path("default") : answers.path(key);
        }

        boolean isStream() {
            return type().equals("text/event-stream");
        }

        /** The media type of its answer when all is well. */
        String type() {
            return said.path("responses").properties().stream()
                    .filter(answer -> answer.getKey().startsWith("2"))
                    .map(answer ->
                            answer.getValue().path("content").fieldNames().next())
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }
}
