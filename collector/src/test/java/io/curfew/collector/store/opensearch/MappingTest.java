package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.Quarter;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import io.curfew.policy.memory.HourKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the mappings of traffic to the questions: a field without one finds nothing, and nobody would say so; one that
 * nobody asks for costs time with each observation.
 */
class MappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> QUESTIONS = Set.of("term", "terms", "range");

    @ParameterizedTest
    @ValueSource(strings = {"curfew-flows", "curfew-dns"})
    void whatIsAskedForIsIndexedAndNothingElse(String template) throws IOException {
        Set<String> asked = new TreeSet<>();
        for (TrafficQuery query : List.of(
                everything("198.51.100.7", "things"),
                everything("cloud.example.org", Quarter.NO_ZONE),
                everything("cloud.example.org", Quarter.OUTSIDE))) {
            collectAsked(JSON.readTree(Filters.of(query).toJsonString()), asked);
        }

        assertThat(mapped(template)).isEqualTo(asked);
    }

    @Test
    void whatNobodyAsksForIsFoundByItsTimeOnly() throws IOException {
        assertThat(mapped("curfew-segment")).containsExactly("@timestamp");
    }

    /** {@link HeardSensors} counts the reports of each sensor. */
    @Test
    void reportsOfSensorsAreCountedBySiteAndSensor() throws IOException {
        assertThat(mapped("curfew-status")).containsExactlyInAnyOrder("@timestamp", "curfew.site", "curfew.sensor");
    }

    /** {@link Addresses} counts by the one, all lists are sorted by the other. */
    @Test
    void onlyWhatIsCountedOrSortedByHasDocValues() throws IOException {
        assertThat(withDocValues("curfew-flows")).containsExactly("@timestamp", "source.ip");
        assertThat(withDocValues("curfew-dns")).containsExactly("@timestamp");
    }

    private static TrafficQuery everything(String peer, String zone) {
        return new TrafficQuery(
                VisibleSites.of(Set.of(new SiteId("lisbon"))),
                new DeviceId("camera"),
                peer,
                "https",
                zone,
                "things-stay-home",
                HourKey.Result.VIOLATION,
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                PageRequest.first(1));
    }

    private static void collectAsked(JsonNode query, Set<String> asked) {
        query.properties().forEach(part -> {
            if (QUESTIONS.contains(part.getKey())) {
                part.getValue().fieldNames().forEachRemaining(asked::add);
            } else if (part.getKey().equals("exists")) {
                asked.add(part.getValue().path("field").asText());
            }
        });
        query.forEach(part -> collectAsked(part, asked));
    }

    private static Set<String> mapped(String template) throws IOException {
        Set<String> fields = new TreeSet<>();
        collectMapped(properties(template), "", (name, _) -> fields.add(name));
        return fields;
    }

    private static Set<String> withDocValues(String template) throws IOException {
        Set<String> fields = new TreeSet<>();
        collectMapped(properties(template), "", (name, mapping) -> {
            if (mapping.path("doc_values").asBoolean(true)) {
                fields.add(name);
            }
        });
        return fields;
    }

    private static void collectMapped(JsonNode properties, String path, BiConsumer<String, JsonNode> fields) {
        properties.properties().forEach(field -> {
            if (field.getValue().has("type")) {
                fields.accept(path + field.getKey(), field.getValue());
            } else {
                collectMapped(field.getValue().path("properties"), path + field.getKey() + ".", fields);
            }
        });
    }

    private static JsonNode properties(String template) throws IOException {
        try (InputStream resource = MappingTest.class.getResourceAsStream("/opensearch/" + template + ".json")) {
            return JSON.readTree(Objects.requireNonNull(resource)).at("/template/mappings/properties");
        }
    }
}
