package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.HourTotal.Aspect;
import io.curfew.collector.store.TopQuery;
import io.curfew.collector.store.TrafficTop;
import io.curfew.collector.store.TrafficTop.TopEntry;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregationCollectMode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Adds up hours by what was done, by whom or where, the greatest first. */
final class Tops {
    /** The devices whose pairs are looked at, and the other ends of each. */
    private static final int DEVICES_IN_PAIRS = 50;

    private static final String ACTOR = "actor";
    private static final String ACTORS = "actors";
    private static final String PEER = "peer";
    private static final String PEERS = "peers";
    private static final String FLAT = "flat";
    private static final String RANK = "rank";
    private static final String RANK_OF_SOME = "rankOfSome";

    private final Months months;

    /** A device with its site, and another end. */
    private record Pair(String actor, String peer) {}

    Tops(Server server) {
        this.months = new Months(server);
    }

    TrafficTop of(TopQuery query) {
        return TrafficTop.of(
                switch (query.by()) {
                    case DEVICE -> devices(query);
                    case PEER -> peers(query);
                    case SERVICE -> services(query);
                    case RULE -> rules(query);
                    case PAIR -> pairs(query);
                    case ZONES -> zones(query);
                },
                query);
    }

    private List<TopEntry> devices(TopQuery query) {
        return greatest(query, ACTOR).stream()
                .map(actor -> entry(
                        HourDocument.siteOf(actor.key()),
                        HourDocument.deviceOf(actor.key()),
                        null,
                        null,
                        null,
                        actor.aggregations()))
                .toList();
    }

    private List<TopEntry> peers(TopQuery query) {
        return greatest(query, PEER).stream()
                .map(peer -> entry(null, null, peer.key(), null, null, peer.aggregations()))
                .toList();
    }

    private List<TopEntry> services(TopQuery query) {
        return allOf(query, Rows.of(query.scope(), Aspect.SERVICE), "service").stream()
                .map(service -> entry(null, null, null, service.key(), null, service.aggregations()))
                .toList();
    }

    private List<TopEntry> rules(TopQuery query) {
        return allOf(query, Rows.of(query.scope(), Aspect.RULE), "rule").stream()
                .map(rule -> entry(null, null, null, null, rule.key(), rule.aggregations()))
                .toList();
    }

    private List<TopEntry> zones(TopQuery query) {
        Rows rows = Rows.of(query.scope(), Aspect.ZONES);
        if (!rows.areTotals()) {
            return ZoneCells.of(months.sums(rows, ZoneCells.asked(rows)));
        }
        return allOf(query, rows, "course").stream()
                .map(course -> ZoneCells.cell(course.key(), course.aggregations()))
                .toList();
    }

    /** What there are few of: everything is summed up as it is ranked. */
    private List<StringTermsBucket> allOf(TopQuery query, Rows rows, String field) {
        return Sums.buckets(
                months.sums(
                        rows, Map.of(FLAT, ranked(rows, field, query.most(), query.order(), Sums.withVerdicts(rows)))),
                FLAT);
    }

    /** What there are many of. Asks twice, as it is dear to sum up everything of what is then not shown. */
    private List<StringTermsBucket> greatest(TopQuery query, String field) {
        Rows rows = Rows.of(query.scope());
        List<String> keys = keysOfGreatest(query, rows, field, query.most());
        if (keys.isEmpty()) {
            return List.of();
        }
        Aggregation sums = Aggregation.of(aggregation ->
                aggregation.terms(terms -> terms.field(field).size(keys.size())).aggregations(Sums.withVerdicts(rows)));
        return Sums.buckets(months.sums(rows.with(Filters.terms(field, keys)), Map.of(FLAT, sums)), FLAT);
    }

    private List<String> keysOfGreatest(TopQuery query, Rows rows, String field, int most) {
        return Sums.buckets(months.sums(rows, Map.of(FLAT, ranked(rows, field, most, query.order(), Map.of()))), FLAT)
                .stream()
                .map(StringTermsBucket::key)
                .toList();
    }

    /** Asks thrice, for the same reason. */
    private List<TopEntry> pairs(TopQuery query) {
        Rows rows = Rows.of(query.scope()).with(Filters.with(PEER));
        List<String> actors = keysOfGreatest(query, rows, ACTOR, Math.min(query.most(), DEVICES_IN_PAIRS));
        Set<Pair> pairs = actors.isEmpty() ? Set.of() : greatestPairs(query, rows.with(Filters.terms(ACTOR, actors)));
        return pairs.isEmpty() ? List.of() : sums(rows, pairs);
    }

    private Set<Pair> greatestPairs(TopQuery query, Rows rows) {
        record Ranked(Pair pair, double rank) {}
        Map<String, Aggregate> found = months.sums(
                rows, Map.of(ACTORS, byActor(ranked(rows, PEER, DEVICES_IN_PAIRS, query.order(), Map.of()))));
        List<Ranked> ranked = new ArrayList<>();
        forEachPair(found, (pair, sums) -> ranked.add(new Ranked(pair, rankOf(sums))));
        return ranked.stream()
                .sorted(Comparator.comparingDouble(Ranked::rank)
                        .reversed()
                        .thenComparing(one -> one.pair().actor())
                        .thenComparing(one -> one.pair().peer()))
                .limit(query.most())
                .map(Ranked::pair)
                .collect(Collectors.toSet());
    }

    private List<TopEntry> sums(Rows rows, Set<Pair> pairs) {
        List<String> actors = pairs.stream().map(Pair::actor).distinct().toList();
        List<String> peers = pairs.stream().map(Pair::peer).distinct().toList();
        Aggregation byPeer = Aggregation.of(aggregation ->
                aggregation.terms(terms -> terms.field(PEER).size(peers.size())).aggregations(Sums.withVerdicts(rows)));
        Rows theirs = rows.with(Filters.terms(ACTOR, actors)).with(Filters.terms(PEER, peers));
        List<TopEntry> entries = new ArrayList<>();
        forEachPair(months.sums(theirs, Map.of(ACTORS, byActor(byPeer))), (pair, sums) -> {
            if (pairs.contains(pair)) {
                entries.add(entry(
                        HourDocument.siteOf(pair.actor()),
                        HourDocument.deviceOf(pair.actor()),
                        pair.peer(),
                        null,
                        null,
                        sums));
            }
        });
        return entries;
    }

    private static Aggregation byActor(Aggregation byPeer) {
        return Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field(ACTOR).size(DEVICES_IN_PAIRS))
                .aggregations(PEERS, byPeer));
    }

    private static void forEachPair(Map<String, Aggregate> found, BiConsumer<Pair, Map<String, Aggregate>> action) {
        for (StringTermsBucket actor : Sums.buckets(found, ACTORS)) {
            for (StringTermsBucket peer : Sums.buckets(actor.aggregations(), PEERS)) {
                action.accept(new Pair(actor.key(), peer.key()), peer.aggregations());
            }
        }
    }

    private static double rankOf(Map<String, Aggregate> sums) {
        Map<String, Aggregate> within = Sums.named(sums, RANK_OF_SOME)
                .map(some -> some.filter().aggregations())
                .orElse(sums);
        return Sums.named(within, RANK).map(rank -> rank.sum().value()).orElseThrow();
    }

    /** The greatest; what is not among them is not summed any further. */
    private static Aggregation ranked(
            Rows rows, String field, int most, TopQuery.Order order, Map<String, Aggregation> parts) {
        Map<String, Aggregation> all = new HashMap<>(parts);
        String path = switch (order) {
            case COUNT -> rank(all, "count");
            case SENT -> rank(all, "initiatorBytes");
            case RECEIVED -> rank(all, "responderBytes");
            case VIOLATIONS -> {
                if (rows.areTotals()) {
                    yield rank(all, Sums.VIOLATIONS);
                }
                all.put(
                        RANK_OF_SOME,
                        Aggregation.of(aggregation -> aggregation
                                .filter(Filters.term("verdict", "violation"))
                                .aggregations(RANK, Sums.sum("count"))));
                yield RANK_OF_SOME + ">" + RANK;
            }
        };
        return Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field(field)
                        .size(most)
                        .shardSize(Math.max(most * 4, 400))
                        .collectMode(TermsAggregationCollectMode.BreadthFirst)
                        .order(List.of(Map.of(path, SortOrder.Desc), Map.of("_key", SortOrder.Asc))))
                .aggregations(all));
    }

    private static String rank(Map<String, Aggregation> parts, String field) {
        parts.put(RANK, Sums.sum(field));
        return RANK;
    }

    private static TopEntry entry(
            @Nullable SiteId site,
            @Nullable DeviceId device,
            @Nullable String peer,
            @Nullable String service,
            @Nullable String rule,
            Map<String, Aggregate> found) {
        return new TopEntry(site, device, peer, service, rule, null, null, Sums.of(found), Sums.verdicts(found));
    }
}
