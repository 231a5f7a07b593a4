package io.curfew.collector.store.opensearch;

import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch.core.SearchRequest;

import java.util.Map;

/** Hours of all months that are kept, or their totals, added up. */
final class Months {
    private final Server server;

    Months(Server server) {
        this.server = server;
    }

    /** What some rows come to; nothing while no month is there. */
    Map<String, Aggregate> sums(Rows rows, Map<String, Aggregation> asked) {
        SearchRequest request = Searches.in(rows.indices())
                .allowNoIndices(true)
                .query(rows.query())
                .size(0)
                .aggregations(asked)
                .build();
        return server.ask(client -> client.search(request, Void.class)).aggregations();
    }
}
