package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.SensorReports;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what sensors reported. */
final class HeardSensors {
    private static final int MOST_SITES = 10_000;
    private static final int MOST_SENSORS_OF_A_SITE = 100;
    private static final String SITES = "sites";
    private static final String SENSORS = "sensors";

    private final Server server;

    HeardSensors(Server server) {
        this.server = server;
    }

    List<SensorReports> reports(VisibleSites visible, Instant from, Instant to) {
        List<Query> filters = new ArrayList<>();
        filters.add(Filters.visible("curfew.site", visible));
        Filters.within(filters, "@timestamp", from, to);
        SearchRequest request = Searches.in(Names.of(Dataset.STATUS))
                .query(Filters.all(filters))
                .size(0)
                .aggregations(
                        SITES,
                        byKey(
                                "curfew.site",
                                MOST_SITES,
                                Map.of(SENSORS, byKey("curfew.sensor", MOST_SENSORS_OF_A_SITE, Map.of()))))
                .build();
        SearchResponse<Void> response = server.ask(client -> client.search(request, Void.class));
        return Optional.ofNullable(response.aggregations().get(SITES)).stream()
                .flatMap(sites -> sites.sterms().buckets().array().stream())
                .flatMap(site -> Optional.ofNullable(site.aggregations().get(SENSORS)).stream()
                        .flatMap(sensors -> sensors.sterms().buckets().array().stream())
                        .map(sensor -> reports(site, sensor)))
                .toList();
    }

    private static SensorReports reports(StringTermsBucket site, StringTermsBucket sensor) {
        return new SensorReports(new SiteId(site.key()), new SensorId(sensor.key()), sensor.docCount());
    }

    private static Aggregation byKey(String field, int most, Map<String, Aggregation> parts) {
        return Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field(field).size(most).order(List.of(Map.of("_key", SortOrder.Asc))))
                .aggregations(parts));
    }
}
