package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.TrafficTrend;
import io.curfew.collector.store.TrafficTrend.TrendHour;
import io.curfew.collector.store.TrafficTrend.TrendPeer;
import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrendQuery;
import io.curfew.policy.Attempts;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.Time;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds up hours. */
final class Trends {
    /** Of so many peers of a month the sums are exact. */
    private static final int EXACT_PEERS = 10_000;

    private static final List<String> SUMMED = List.of(
            "count",
            "attempts.answered",
            "attempts.unanswered",
            "attempts.refused",
            "attempts.rejected",
            "initiatorBytes",
            "responderBytes");
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
                .query(Filters.of(query))
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
                .aggregations(sums()));
    }

    private static Aggregation byPeer(int most) {
        Map<String, Aggregation> parts = sums();
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

    private static Map<String, Aggregation> sums() {
        Map<String, Aggregation> sums = new HashMap<>();
        for (String field : SUMMED) {
            sums.put(name(field), Aggregation.of(aggregation -> aggregation.sum(sum -> sum.field(field))));
        }
        return sums;
    }

    /** Dots stand for nesting in the names of aggregations. */
    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }

    private static List<TrendHour> hours(SearchResponse<Void> response) {
        return named(response.aggregations(), "hours")
                .map(hours -> hours.dateHistogram().buckets().array())
                .orElse(List.of())
                .stream()
                .map(hour -> new TrendHour(Instant.ofEpochMilli(hour.key()), sums(hour.aggregations())))
                .toList();
    }

    private static List<TrendPeer> peers(SearchResponse<Void> response) {
        return named(response.aggregations(), "peers")
                .map(peers -> peers.sterms().buckets().array())
                .orElse(List.of())
                .stream()
                .map(peer -> new TrendPeer(
                        peer.key().isEmpty() ? null : peer.key(),
                        sums(peer.aggregations()),
                        time(named(peer.aggregations(), FIRST)
                                .map(first -> first.min().value())
                                .orElseThrow()),
                        time(named(peer.aggregations(), LAST)
                                .map(last -> last.max().value())
                                .orElseThrow())))
                .toList();
    }

    private static TrendSums sums(Map<String, Aggregate> found) {
        return new TrendSums(
                sum(found, "count"),
                new Attempts(
                        sum(found, "answered"),
                        sum(found, "unanswered"),
                        sum(found, "refused"),
                        sum(found, "rejected")),
                sum(found, "initiatorBytes"),
                sum(found, "responderBytes"));
    }

    private static long sum(Map<String, Aggregate> found, String name) {
        return Math.round(named(found, name).map(sum -> sum.sum().value()).orElseThrow());
    }

    private static Instant time(double millis) {
        return Instant.ofEpochMilli(Math.round(millis));
    }

    private static Optional<Aggregate> named(Map<String, Aggregate> aggregates, String name) {
        return Optional.ofNullable(aggregates.get(name));
    }
}
