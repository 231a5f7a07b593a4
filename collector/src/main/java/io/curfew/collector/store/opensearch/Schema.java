package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.opensearch.client.opensearch._types.OpenSearchException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import static java.util.Comparator.naturalOrder;

/** Installs index templates and what is made of them. Installing again is harmless, and adds new fields. */
final class Schema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server;

    Schema(Server server) {
        this.server = server;
    }

    /** Installs everything. */
    void install() {
        Names.STREAMS.forEach(this::installTemplate);
        Names.INDICES.forEach(this::installTemplate);
        Names.MONTHLY.forEach(this::installMonthly);
        Names.STREAMS.forEach(this::createStream);
        Names.INDICES.forEach(this::createIndex);
    }

    private void installMonthly(String name) {
        installTemplate(name);
        installMapping(name, Names.everyMonth(name), Map.of("ignore_unavailable", "true", "allow_no_indices", "true"));
    }

    private void installTemplate(String name) {
        server.send("PUT", "/_index_template/" + name, Map.of(), read(name));
    }

    private void createStream(String name) {
        boolean exists = server.ask(client -> client.indices().exists(request -> request.index(name)))
                .value();
        if (!exists) {
            toleratingThatItExists(
                    () -> server.ask(client -> client.indices().createDataStream(request -> request.name(name))));
        } else if (!form(newestIndex(name)).equals(form(tree(read(name)).path("template")))) {
            server.send("POST", "/" + name + "/_rollover", Map.of(), null);
        }
        installMapping(name, name, Map.of("write_index_only", "true"));
    }

    /**
     * What of a mapping cannot change in an index that is there: how its fields are indexed. An index of another form
     * is left as it is, and a new one begun.
     */
    private static JsonNode form(JsonNode index) {
        return index.at("/mappings/_meta/form");
    }

    private JsonNode newestIndex(String stream) {
        JsonNode indices = server.send("GET", "/" + stream + "/_mapping", Map.of(), null);
        String newest = indices.propertyStream()
                .map(Map.Entry::getKey)
                .max(naturalOrder())
                .orElseThrow();
        return indices.path(newest);
    }

    private void createIndex(String name) {
        boolean exists = server.ask(client -> client.indices().exists(request -> request.index(name)))
                .value();
        if (!exists) {
            toleratingThatItExists(() -> server.ask(client -> client.indices().create(request -> request.index(name))));
        }
        installMapping(name, name, Map.of());
    }

    /** Gives an index that was made by an older version the fields that came since. */
    private void installMapping(String template, String indices, Map<String, String> which) {
        String mappings = tree(read(template)).at("/template/mappings").toString();
        server.send("PUT", "/" + indices + "/_mapping", which, mappings);
    }

    /** Another collector that starts at the same moment may have been quicker. */
    private static void toleratingThatItExists(Runnable creation) {
        try {
            creation.run();
        } catch (OpenSearchException refusal) {
            if (!"resource_already_exists_exception".equals(refusal.error().type())) {
                throw refusal;
            }
        }
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String read(String name) {
        String resource = "/opensearch/" + name + ".json";
        try (InputStream stream = Schema.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + resource + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
