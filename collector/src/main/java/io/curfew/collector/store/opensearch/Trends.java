package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.TrafficTrend;
import io.curfew.collector.store.TrafficTrend.TrendHour;
import io.curfew.collector.store.TrafficTrend.TrendPeer;
import io.curfew.collector.store.TrendQuery;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.Time;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Adds up hours by time and by other end. */
final class Trends {
    /** Of so many peers of a month the sums are exact. */
    private static final int EXACT_PEERS = 10_000;

    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final Server server;

    Trends(Server server) {
        this.server = server;
    }

    TrafficTrend of(TrendQuery query) {
        SearchRequest request = new SearchRequest.Builder()
                .index(Names.EVERY_MONTH)
                .ignoreUnavailable(true)
                .allowNoIndices(true)
                .query(Filters.of(query.scope()))
                .size(0)
                .aggregations("hours", byHour())
                .aggregations("peers", byPeer(query.mostPeers()))
                .build();
        SearchResponse<Void> response = server.ask(client -> client.search(request, Void.class));
        return new TrafficTrend(hours(response), peers(response));
    }

    private static Aggregation byHour() {
        return Aggregation.of(aggregation -> aggregation
                .dateHistogram(hours -> hours.field("hour")
                        .fixedInterval(Time.of(length -> length.time("1h")))
                        .minDocCount(1))
                .aggregations(Sums.withVerdicts()));
    }

    private static Aggregation byPeer(int most) {
        Map<String, Aggregation> parts = Sums.asked();
        parts.put(FIRST, Aggregation.of(aggregation -> aggregation.min(min -> min.field(FIRST))));
        parts.put(LAST, Aggregation.of(aggregation -> aggregation.max(max -> max.field(LAST))));
        return Aggregation.of(aggregation -> aggregation
                .terms(peers -> peers.field("peer")
                        .missing(FieldValue.of(""))
                        .size(most)
                        .shardSize(EXACT_PEERS)
                        .order(List.of(Map.of("count", SortOrder.Desc), Map.of("_key", SortOrder.Asc))))
                .aggregations(parts));
    }

    private static List<TrendHour> hours(SearchResponse<Void> response) {
        return Sums.named(response.aggregations(), "hours")
                .map(hours -> hours.dateHistogram().buckets().array())
                .orElse(List.of())
                .stream()
                .map(hour -> new TrendHour(
                        Instant.ofEpochMilli(hour.key()),
                        Sums.of(hour.aggregations()),
                        Sums.verdicts(hour.aggregations())))
                .toList();
    }

    private static List<TrendPeer> peers(SearchResponse<Void> response) {
        return Sums.buckets(response.aggregations(), "peers").stream()
                .map(peer -> new TrendPeer(
                        peer.key().isEmpty() ? null : peer.key(),
                        Sums.of(peer.aggregations()),
                        Sums.time(Sums.named(peer.aggregations(), FIRST)
                                .map(first -> first.min().value())
                                .orElseThrow()),
                        Sums.time(Sums.named(peer.aggregations(), LAST)
                                .map(last -> last.max().value())
                                .orElseThrow())))
                .toList();
    }
}
