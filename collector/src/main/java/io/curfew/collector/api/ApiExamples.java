package io.curfew.collector.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Puts an example beside the schema of each request and answer: the file of the schema's name among the resources,
 * where there is one.
 */
final class ApiExamples {
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectMapper json = new ObjectMapper();

    void addTo(Operation operation) {
        if (operation.getRequestBody() != null) {
            addTo(operation.getRequestBody().getContent());
        }
        operation.getResponses().getAPIResponses().values().forEach(answer -> addTo(answer.getContent()));
    }

    private void addTo(@Nullable Content content) {
        if (content != null) {
            content.getMediaTypes().values().forEach(this::addTo);
        }
    }

    private void addTo(MediaType media) {
        Schema schema = media.getSchema();
        if (schema != null && schema.getRef() != null && schema.getRef().startsWith(REFERENCE)) {
            media.setExample(example(schema.getRef().substring(REFERENCE.length())));
        }
    }

    private @Nullable Object example(String schema) {
        try (InputStream file = ApiExamples.class.getResourceAsStream("/openapi-examples/" + schema + ".json")) {
            return file == null ? null : json.readValue(file, Object.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("the example of " + schema + " cannot be read", broken);
        }
    }
}
