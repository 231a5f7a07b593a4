package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.store.Change;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The indices of data streams that are no longer written to. A data stream knows ids only in the index that is written
 * to, so that what was written before a rollover would be kept twice when it is written again after it.
 */
final class OlderIndices {
    /** How far a sensor's clock may be ahead of the store's. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private static final String EVERY_STREAM = "/_data_stream/" + String.join(",", Names.STREAMS);

    private final Server server;
    private final Map<String, Newest> newest = new ConcurrentHashMap<>();

    OlderIndices(Server server) {
        this.server = server;
    }

    /** The index that a stream is written to, and since when; known until there is a newer one. */
    private record Newest(String index, Instant created) {}

    /** The changes but for traffic that stands in an older index of its stream. */
    List<Change> without(List<Change> changes) {
        Map<String, List<Change.TrafficSeen>> traffic = new HashMap<>();
        for (Change change : changes) {
            if (change instanceof Change.TrafficSeen seen) {
                traffic.computeIfAbsent(Names.of(seen.dataset()), _ -> new ArrayList<>())
                        .add(seen);
            }
        }
        if (traffic.isEmpty()) {
            return changes;
        }
        Set<String> kept = new HashSet<>();
        for (JsonNode stream : server.send("GET", EVERY_STREAM, Map.of(), null).path("data_streams")) {
            String name = stream.path("name").asText();
            List<String> indices = stream.path("indices")
                    .valueStream()
                    .map(index -> index.path("index_name").asText())
                    .toList();
            List<Change.TrafficSeen> seen = traffic.get(name);
            if (seen != null && indices.size() > 1) {
                kept.addAll(idsAmong(seen, name, indices));
            }
        }
        return kept.isEmpty()
                ? changes
                : changes.stream()
                        .filter(change -> !(change instanceof Change.TrafficSeen && kept.contains(change.id())))
                        .toList();
    }

    /** Asks only for those that are old enough to stand there. */
    private Set<String> idsAmong(List<Change.TrafficSeen> seen, String stream, List<String> indices) {
        Instant rolledOver = created(stream, indices.getLast()).plus(CLOCK_TOLERANCE);
        List<String> candidates = seen.stream()
                .filter(change -> change.at().isBefore(rolledOver))
                .map(Change.TrafficSeen::id)
                .toList();
        return candidates.isEmpty() ? Set.of() : stored(candidates, indices.subList(0, indices.size() - 1));
    }

    private Instant created(String stream, String index) {
        Newest known = newest.get(stream);
        if (known != null && known.index().equals(index)) {
            return known.created();
        }
        Instant created = BackingIndex.of(server, stream).getLast().created();
        newest.put(stream, new Newest(index, created));
        return created;
    }

    private Set<String> stored(List<String> ids, List<String> older) {
        server.ask(client -> client.indices().refresh(refresh -> refresh.index(older)));
        // Of an index that is broken for good nothing is found: what stands there is stored once more, or nothing ever
        // again.
        SearchRequest request = Searches.in(older)
                .allowPartialSearchResults(true)
                .query(Query.of(query -> query.ids(known -> known.values(ids))))
                .source(source -> source.fetch(false))
                .size(ids.size())
                .build();
        SearchResponse<Void> response = server.ask(client -> client.search(request, Void.class));
        return new HashSet<>(response.hits().hits().stream().map(Hit::id).toList());
    }
}
