package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.HourTotal.Aspect;
import io.curfew.collector.store.TrafficTrend;
import io.curfew.collector.store.TrafficTrend.TrendHour;
import io.curfew.collector.store.TrafficTrend.TrendPeer;
import io.curfew.collector.store.TrendQuery;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.Time;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up hours by time and by other end. */
final class Trends {
    /** Of so many peers of a month the sums are exact. */
    private static final int EXACT_PEERS = 10_000;

    private static final String HOURS = "hours";
    private static final String PEERS = "peers";
    private static final String PEER = "peer";
    /** Stands for the rest, which has no peer. */
    private static final String NOBODY = "";

    private static final String COUNT = "count";
    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final Months months;

    Trends(Server server) {
        this.months = new Months(server);
    }

    TrafficTrend of(TrendQuery query) {
        Rows totals = Rows.of(query.scope(), Aspect.ALL);
        Rows rows = Rows.of(query.scope());
        Map<String, Aggregation> asked = new HashMap<>(Map.of(PEERS, greatest(query.mostPeers())));
        if (!totals.areTotals()) {
            asked.put(HOURS, byHour(rows));
        }
        Map<String, Aggregate> found = months.sums(rows, asked);
        List<String> peers =
                Sums.buckets(found, PEERS).stream().map(StringTermsBucket::key).toList();
        return new TrafficTrend(
                hours(totals.areTotals() ? months.sums(totals, Map.of(HOURS, byHour(totals))) : found),
                peers.isEmpty() ? List.of() : peers(sums(rows, peers)));
    }

    /** Everything of some peers only: what is not shown is counted, and not summed any further. */
    private Map<String, Aggregate> sums(Rows rows, List<String> peers) {
        List<Query> wanted = new ArrayList<>(List.of(Filters.terms(PEER, peers)));
        if (peers.contains(NOBODY)) {
            wanted.add(Filters.without(PEER));
        }
        return months.sums(rows.with(Filters.one(wanted)), Map.of(PEERS, everything(peers.size())));
    }

    private static Aggregation byHour(Rows rows) {
        return Aggregation.of(aggregation -> aggregation
                .dateHistogram(hours -> hours.field("hour")
                        .fixedInterval(Time.of(length -> length.time("1h")))
                        .minDocCount(1))
                .aggregations(Sums.withVerdicts(rows)));
    }

    private static Aggregation greatest(int most) {
        return byPeer(most, Map.of(COUNT, Sums.sum(COUNT)));
    }

    private static Aggregation everything(int peers) {
        Map<String, Aggregation> parts = Sums.asked();
        parts.put(FIRST, Aggregation.of(aggregation -> aggregation.min(min -> min.field(FIRST))));
        parts.put(LAST, Aggregation.of(aggregation -> aggregation.max(max -> max.field(LAST))));
        return byPeer(peers, parts);
    }

    private static Aggregation byPeer(int most, Map<String, Aggregation> parts) {
        return Aggregation.of(aggregation -> aggregation
                .terms(peers -> peers.field(PEER)
                        .missing(FieldValue.of(NOBODY))
                        .size(most)
                        .shardSize(EXACT_PEERS)
                        .order(List.of(Map.of(COUNT, SortOrder.Desc), Map.of("_key", SortOrder.Asc))))
                .aggregations(parts));
    }

    private static List<TrendHour> hours(Map<String, Aggregate> found) {
        return Sums.named(found, HOURS)
                .map(hours -> hours.dateHistogram().buckets().array())
                .orElse(List.of())
                .stream()
                .map(hour -> new TrendHour(
                        Instant.ofEpochMilli(hour.key()),
                        Sums.of(hour.aggregations()),
                        Sums.verdicts(hour.aggregations())))
                .toList();
    }

    private static List<TrendPeer> peers(Map<String, Aggregate> found) {
        return Sums.buckets(found, PEERS).stream()
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
