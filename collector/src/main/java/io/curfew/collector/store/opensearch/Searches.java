package io.curfew.collector.store.opensearch;

import org.opensearch.client.opensearch.core.SearchRequest;

import java.util.List;

/**
 * Begins every search. One that does not reach all of an index, as while OpenSearch starts, fails as if the store were
 * away: it would tell of fewer alerts, flows and bytes than there are. Whoever can do with a part says so.
 */
final class Searches {
    private Searches() {}

    /** What is found in some indices that are there, or nothing. */
    static SearchRequest.Builder in(String... indices) {
        return in(List.of(indices));
    }

    /** What is found in some indices that are there, or nothing. */
    static SearchRequest.Builder in(List<String> indices) {
        return new SearchRequest.Builder()
                .index(indices)
                .ignoreUnavailable(true)
                .allowPartialSearchResults(false);
    }
}
