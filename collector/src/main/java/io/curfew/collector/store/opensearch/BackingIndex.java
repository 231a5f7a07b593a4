package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * One of the indices behind a data stream.
 *
 * @param name its name, which ends in its generation
 * @param created when it became the one that is written to
 * @param sizeBytes what it takes on disk, replicas not counted
 */
record BackingIndex(String name, Instant created, long sizeBytes) {

    /** The indices behind a data stream, oldest first; the last is the one that is written to. */
    static List<BackingIndex> of(Server server, String stream) {
        JsonNode rows = server.send(
                "GET",
                "/_cat/indices/" + stream,
                Map.of("format", "json", "bytes", "b", "h", "index,creation.date,pri.store.size"),
                null);
        List<BackingIndex> indices = new ArrayList<>();
        for (JsonNode row : rows) {
            indices.add(new BackingIndex(
                    row.get("index").asText(),
                    Instant.ofEpochMilli(row.get("creation.date").asLong()),
                    row.path("pri.store.size").asLong()));
        }
        indices.sort(Comparator.comparing(BackingIndex::name));
        return List.copyOf(indices);
    }
}
