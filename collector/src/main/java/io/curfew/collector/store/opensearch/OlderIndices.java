package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Change;
import io.curfew.collector.store.Dataset;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The indices of a data stream that are no longer written to. */
final class OlderIndices {
    /** How far a sensor's clock may be ahead of the store's. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

    private final Server server;
    private final Dataset dataset;

    OlderIndices(Server server, Dataset dataset) {
        this.server = server;
        this.dataset = dataset;
    }

    /** The ids of those that stand in an older index. Asks only for those that are old enough to stand there. */
    Set<String> idsAmong(List<Change.TrafficSeen> seen) {
        List<BackingIndex> indices = BackingIndex.of(server, Names.of(dataset));
        if (indices.size() < 2) {
            return Set.of();
        }
        Instant rolledOver = indices.getLast().created().plus(CLOCK_TOLERANCE);
        List<String> candidates = seen.stream()
                .filter(change -> change.at().isBefore(rolledOver))
                .map(Change.TrafficSeen::id)
                .toList();
        if (candidates.isEmpty()) {
            return Set.of();
        }
        List<String> older = indices.subList(0, indices.size() - 1).stream()
                .map(BackingIndex::name)
                .toList();
        server.ask(client -> client.indices().refresh(refresh -> refresh.index(older)));
        SearchRequest request = new SearchRequest.Builder()
                .index(older)
                .ignoreUnavailable(true)
                .query(Query.of(query -> query.ids(ids -> ids.values(candidates))))
                .source(source -> source.fetch(false))
                .size(candidates.size())
                .build();
        SearchResponse<Void> response = server.ask(client -> client.search(request, Void.class));
        return response.hits().hits().stream().map(Hit::id).collect(Collectors.toUnmodifiableSet());
    }
}
