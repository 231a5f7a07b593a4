package io.curfew.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of the OpenAPI file; they lie in {@code src/main/resources/openapi-examples}, one for each schema. */
class ApiExamplesTest {
    private static final ApiDescription API = ApiDescription.committed();

    /** A body that is asked for or answered with, where its form has a name. */
    private record Body(String what, JsonNode media) {}

    @Test
    void everyRequestAndEveryAnswerHasAnExample() {
        assertThat(bodies())
                .filteredOn(body -> !body.media().has("example"))
                .extracting(Body::what)
                .isEmpty();
    }

    @Test
    void everyExampleFitsItsSchema() {
        SchemaCheck schemas = new SchemaCheck(API);

        for (Body body : bodies()) {
            List<String> complaints =
                    schemas.complaints(body.media().get("schema"), body.media().path("example"));
            assertThat(complaints).as(body.what()).isEmpty();
        }
    }

    private static List<Body> bodies() {
        List<Body> bodies = new ArrayList<>();
        for (ApiDescription.Operation operation : API.operations()) {
            collect(operation + " asks", operation.said().path("requestBody"), bodies);
            operation
                    .said()
                    .path("responses")
                    .properties()
                    .forEach(answer -> collect(operation + " answers " + answer.getKey(), answer.getValue(), bodies));
        }
        return bodies;
    }

    private static void collect(String what, JsonNode body, List<Body> bodies) {
        body.path("content").forEach(media -> {
            if (media.path("schema").has("$ref")) {
                bodies.add(new Body(what, media));
            }
        });
    }
}
