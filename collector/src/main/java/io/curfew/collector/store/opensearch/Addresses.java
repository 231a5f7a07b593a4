package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.AddressUse;
import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.IpAddress;
import io.curfew.events.SiteId;
import io.curfew.policy.DeviceId;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** From which addresses a device began flows, and since when. */
final class Addresses {
    private static final String FIRST = "first";
    private static final String LAST = "last";

    private final Server server;

    Addresses(Server server) {
        this.server = server;
    }

    List<AddressUse> of(VisibleSites visible, SiteId site, DeviceId device) {
        Query wanted = Filters.all(List.of(
                Filters.visible("curfew.site", visible.narrowedTo(Set.of(site))),
                Filters.term("curfew.device", device.value())));
        Aggregation byAddress = Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field("source.ip")
                        .size(View.MOST_ADDRESSES)
                        .order(List.of(Map.of(FIRST, SortOrder.Desc), Map.of("_key", SortOrder.Asc))))
                .aggregations(Map.of(
                        FIRST, Aggregation.of(first -> first.min(min -> min.field("@timestamp"))),
                        LAST, Aggregation.of(last -> last.max(max -> max.field("@timestamp"))))));
        SearchRequest request = Searches.in(Names.of(Dataset.FLOWS))
                .query(wanted)
                .size(0)
                .aggregations("addresses", byAddress)
                .build();
        Map<String, Aggregate> found =
                server.ask(client -> client.search(request, Void.class)).aggregations();
        return Sums.buckets(found, "addresses").stream().map(Addresses::use).toList();
    }

    private static AddressUse use(StringTermsBucket bucket) {
        Map<String, Aggregate> times = bucket.aggregations();
        return new AddressUse(
                IpAddress.parse(bucket.key()),
                Sums.time(Sums.named(times, FIRST)
                        .map(first -> first.min().value())
                        .orElseThrow()),
                Sums.time(
                        Sums.named(times, LAST).map(last -> last.max().value()).orElseThrow()));
    }
}
