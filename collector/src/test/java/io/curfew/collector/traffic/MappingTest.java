package io.curfew.collector.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.store.Samples;
import io.curfew.policy.Severity;
import io.curfew.policy.Verdict;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the mappings of OpenSearch to the documents: a field without one cannot be asked for, and nobody would say so.
 */
class MappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Verdict VIOLATION =
            new Verdict.Violation("things-stay-home", Severity.HIGH, "deny everything", "why", Judgements.POLICY);

    @Test
    void everyFieldOfAQuestionHasAMapping() throws IOException {
        JudgedBatch batch = Judgements.batch(Judgements.question(VIOLATION));

        assertThat(withoutMapping("curfew-dns", batch)).isEmpty();
    }

    @Test
    void everyFieldOfAFlowHasAMapping() throws IOException {
        JudgedBatch batch = Judgements.batch(Samples.judgedFlow(Samples.NOON));

        assertThat(withoutMapping("curfew-flows", batch)).isEmpty();
    }

    private static List<String> withoutMapping(String template, JudgedBatch batch) throws IOException {
        try (InputStream resource = MappingTest.class.getResourceAsStream("/opensearch/" + template + ".json")) {
            JsonNode mappings = JSON.readTree(Objects.requireNonNull(resource)).at("/template/mappings");
            List<String> missing = new ArrayList<>();
            collect(JSON.readTree(new TrafficJson().document(batch, 0)), mappings, "", missing);
            return missing;
        }
    }

    private static void collect(JsonNode document, JsonNode mapping, String path, List<String> missing) {
        document.properties().forEach(field -> {
            String name = path + "." + field.getKey();
            JsonNode known = mapping.path("properties").path(field.getKey());
            JsonNode value = field.getValue().isArray() ? field.getValue().path(0) : field.getValue();
            if (value.isObject()) {
                collect(value, known, name, missing);
            } else if (!known.has("type")) {
                missing.add(name);
            }
        });
    }
}
