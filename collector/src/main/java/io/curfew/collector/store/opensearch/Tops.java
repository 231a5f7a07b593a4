package io.curfew.collector.store.opensearch;

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
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up hours by what was done, by whom or where, the greatest first. */
final class Tops {
    private static final int MOST_SITES = 10_000;
    /** The devices whose pairs are looked at, and the other ends of each. */
    private static final int DEVICES_IN_PAIRS = 50;

    private static final String SITES = "sites";
    private static final String DEVICES = "devices";
    private static final String PEERS = "peers";
    private static final String FLAT = "flat";
    private static final String RANK = "rank";
    private static final String RANK_OF_SOME = "rankOfSome";

    private final Server server;

    Tops(Server server) {
        this.server = server;
    }

    TrafficTop of(TopQuery query) {
        return TrafficTop.of(
                switch (query.by()) {
                    case DEVICE -> devices(query);
                    case PEER -> flat(query, "peer");
                    case SERVICE -> flat(query, "service");
                    case RULE -> flat(query, "rule");
                    case PAIR -> pairs(query);
                    case ZONES -> ZoneCells.of(ask(Filters.of(query.scope()), ZoneCells.asked()));
                },
                query);
    }

    private List<TopEntry> flat(TopQuery query, String field) {
        Map<String, Aggregate> found = ask(
                Filters.all(List.of(Filters.of(query.scope()), Filters.with(field))),
                Map.of(FLAT, ranked(field, query.most(), query.order(), Sums.withVerdicts())));
        return Sums.buckets(found, FLAT).stream()
                .map(bucket -> entry(
                        null,
                        null,
                        field.equals("peer") ? bucket.key() : null,
                        field.equals("service") ? bucket.key() : null,
                        field.equals("rule") ? bucket.key() : null,
                        bucket.aggregations()))
                .toList();
    }

    /** A device is one of its site: the greatest of each site are looked at. */
    private List<TopEntry> devices(TopQuery query) {
        Map<String, Aggregate> found = ask(
                Filters.all(List.of(Filters.of(query.scope()), Filters.with("device"))),
                Map.of(SITES, bySite(DEVICES, ranked("device", query.most(), query.order(), Sums.withVerdicts()))));
        List<TopEntry> entries = new ArrayList<>();
        for (StringTermsBucket site : Sums.buckets(found, SITES)) {
            for (StringTermsBucket device : Sums.buckets(site.aggregations(), DEVICES)) {
                entries.add(entry(
                        new SiteId(site.key()), new DeviceId(device.key()), null, null, null, device.aggregations()));
            }
        }
        return entries;
    }

    private List<TopEntry> pairs(TopQuery query) {
        TopQuery ofDevices = new TopQuery(
                query.scope(), TopQuery.By.DEVICE, query.order(), Math.min(query.most(), DEVICES_IN_PAIRS));
        List<Query> devices = of(ofDevices).items().stream()
                .map(entry -> Filters.all(List.of(
                        Filters.term("site", String.valueOf(entry.site())),
                        Filters.term("device", String.valueOf(entry.device())))))
                .toList();
        if (devices.isEmpty()) {
            return List.of();
        }
        Aggregation byPeer = ranked("peer", DEVICES_IN_PAIRS, query.order(), Sums.withVerdicts());
        Aggregation byDevice = Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field("device").size(DEVICES_IN_PAIRS))
                .aggregations(PEERS, byPeer));
        Map<String, Aggregate> found = ask(
                Filters.all(List.of(Filters.of(query.scope()), Filters.with("peer"), Filters.one(devices))),
                Map.of(SITES, bySite(DEVICES, byDevice)));
        List<TopEntry> entries = new ArrayList<>();
        for (StringTermsBucket site : Sums.buckets(found, SITES)) {
            for (StringTermsBucket device : Sums.buckets(site.aggregations(), DEVICES)) {
                for (StringTermsBucket peer : Sums.buckets(device.aggregations(), PEERS)) {
                    entries.add(entry(
                            new SiteId(site.key()),
                            new DeviceId(device.key()),
                            peer.key(),
                            null,
                            null,
                            peer.aggregations()));
                }
            }
        }
        return entries;
    }

    private static Aggregation bySite(String name, Aggregation within) {
        return Aggregation.of(aggregation ->
                aggregation.terms(terms -> terms.field("site").size(MOST_SITES)).aggregations(name, within));
    }

    /** The greatest; what is not among them is not summed any further. */
    private static Aggregation ranked(String field, int most, TopQuery.Order order, Map<String, Aggregation> parts) {
        Map<String, Aggregation> all = new HashMap<>(parts);
        String path = switch (order) {
            case COUNT -> rank(all, "count");
            case SENT -> rank(all, "initiatorBytes");
            case RECEIVED -> rank(all, "responderBytes");
            case VIOLATIONS -> {
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

    private Map<String, Aggregate> ask(Query query, Map<String, Aggregation> aggregations) {
        SearchRequest request = new SearchRequest.Builder()
                .index(Names.EVERY_MONTH)
                .ignoreUnavailable(true)
                .allowNoIndices(true)
                .query(query)
                .size(0)
                .aggregations(aggregations)
                .build();
        return server.ask(client -> client.search(request, Void.class)).aggregations();
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
