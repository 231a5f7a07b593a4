package io.curfew.collector.store.opensearch;

import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;

import java.util.Map;

/** Hours of all months that are kept, added up. */
final class Months {
    private final Server server;

    Months(Server server) {
        this.server = server;
    }

    /** What some hours come to; nothing while no month is there. */
    Map<String, Aggregate> sums(Query hours, Map<String, Aggregation> asked) {
        SearchRequest request = new SearchRequest.Builder()
                .index(Names.EVERY_MONTH)
                .ignoreUnavailable(true)
                .allowNoIndices(true)
                .query(hours)
                .size(0)
                .aggregations(asked)
                .build();
        return server.ask(client -> client.search(request, Void.class)).aggregations();
    }
}
