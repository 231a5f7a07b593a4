package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.AddressUse;
import io.curfew.collector.store.AlertGroups;
import io.curfew.collector.store.AlertGroupsQuery;
import io.curfew.collector.store.AlertQuery;
import io.curfew.collector.store.AuditEntry;
import io.curfew.collector.store.AuditQuery;
import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.DeviceQuery;
import io.curfew.collector.store.KnownDevice;
import io.curfew.collector.store.Page;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.SensorReports;
import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.SiteStanding;
import io.curfew.collector.store.TopQuery;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.TrafficTop;
import io.curfew.collector.store.TrafficTrend;
import io.curfew.collector.store.TrendQuery;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.curfew.collector.store.ecs.DnsTransaction;
import io.curfew.collector.store.ecs.Flow;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.DeviceId;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.GetResponse;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the view from OpenSearch. What was written is found after a refresh: alerts within 250 ms, all else 1 to 2 s
 * later.
 */
public final class OpenSearchView implements View {
    private static final int NOT_FOUND = 404;
    private static final int MOST_SENSORS = 10_000;

    private final Server server;

    public OpenSearchView(Server server) {
        this.server = server;
    }

    @Override
    public Page<Alert> alerts(AlertQuery query) {
        Function<Alert, List<String>> key = alert -> List.of(alert.last().toString(), alert.id());
        SearchRequest.Builder request = list(Names.ALERTS, Filters.of(query), query.page())
                .sort(Sorting.latestFirst("last"), Sorting.byText("id"))
                .trackTotalHits(track -> track.enabled(true));
        return page(request, Alert.class, query.page(), key);
    }

    @Override
    public Optional<Alert> alert(VisibleSites visible, String id) {
        return get(Names.ALERTS, id, Alert.class).filter(alert -> visible.sees(alert.site()));
    }

    @Override
    public Page<KnownDevice> devices(DeviceQuery query) {
        Function<Device, List<String>> key =
                device -> List.of(device.site().value(), device.id().value());
        SearchRequest.Builder request = list(Names.DEVICES, Filters.of(query), query.page())
                .sort(Sorting.byText("site"), Sorting.byText("id"))
                .trackTotalHits(track -> track.enabled(true));
        Page<Device> devices = page(request, Device.class, query.page(), key);
        return new OpenAlerts(server).addTo(devices);
    }

    @Override
    public Optional<Device> device(VisibleSites visible, SiteId site, DeviceId id) {
        return visible.sees(site) ? get(Names.DEVICES, site + "/" + id, Device.class) : Optional.empty();
    }

    @Override
    public List<AddressUse> addresses(VisibleSites visible, SiteId site, DeviceId id) {
        return new Addresses(server).of(visible, site, id);
    }

    @Override
    public Page<Flow> flows(TrafficQuery query) {
        return traffic(Dataset.FLOWS, query, Flow.class, Flow::timestamp);
    }

    @Override
    public Page<DnsTransaction> dns(TrafficQuery query) {
        return traffic(Dataset.DNS, query, DnsTransaction.class, DnsTransaction::timestamp);
    }

    @Override
    public TrafficTrend trend(TrendQuery query) {
        return new Trends(server).of(query);
    }

    @Override
    public TrafficTop top(TopQuery query) {
        return new Tops(server).of(query);
    }

    @Override
    public Page<AuditEntry> audit(AuditQuery query) {
        Function<AuditEntry, List<String>> key = entry -> List.of(entry.at().toString(), entry.id());
        SearchRequest.Builder request = list(Names.AUDIT, Filters.of(query), query.page())
                .sort(Sorting.latestFirst("at"), Sorting.byText("id"))
                .trackTotalHits(track -> track.enabled(true));
        return page(request, AuditEntry.class, query.page(), key);
    }

    private <T> Page<T> traffic(Dataset dataset, TrafficQuery query, Class<T> type, Function<T, Instant> time) {
        SearchRequest.Builder request = list(Names.of(dataset), Filters.of(query), query.page())
                .sort(Sorting.latestFirst("@timestamp"), Sorting.asTheyCame())
                .trackTotalHits(track -> track.enabled(false));
        SearchResponse<T> response = server.ask(client -> client.search(request.build(), type));
        List<Found<T>> found = response.hits().hits().stream()
                .flatMap(hit -> Stream.ofNullable(hit.source()).map(source -> new Found<>(source, place(hit))))
                .toList();
        return Page.of(
                        found,
                        query.page().limit(),
                        0,
                        one -> List.of(time.apply(one.source()).toString(), one.place()))
                .map(Found::source);
    }

    /** @param place tells equal times apart */
    private record Found<T>(T source, String place) {}

    private static String place(Hit<?> hit) {
        return Long.toString(hit.sort().getLast().longValue());
    }

    @Override
    public List<SiteStanding> standings(VisibleSites visible, Instant now) {
        return new OpenAlerts(server).standings(visible, now);
    }

    @Override
    public AlertGroups groups(AlertGroupsQuery query) {
        return new GroupedAlerts(server).of(query);
    }

    @Override
    public List<SensorReports> reports(VisibleSites visible, Instant from, Instant to) {
        return new HeardSensors(server).reports(visible, from, to);
    }

    @Override
    public List<SensorStatus> sensors(VisibleSites visible) {
        SearchRequest request = Searches.in(Names.SENSORS)
                .query(Filters.visible("site", visible))
                .sort(Sorting.byText("site"), Sorting.byText("id"))
                .size(MOST_SENSORS)
                .build();
        return sources(server.ask(client -> client.search(request, SensorStatus.class)));
    }

    private static SearchRequest.Builder list(String index, Query query, PageRequest page) {
        SearchRequest.Builder request = Searches.in(index).query(query).size(page.limit() + 1);
        Cursor after = page.after();
        return after == null ? request : request.searchAfter(Sorting.after(after));
    }

    private <T> Page<T> page(
            SearchRequest.Builder request, Class<T> type, PageRequest page, Function<T, List<String>> key) {
        SearchResponse<T> response = server.ask(client -> client.search(request.build(), type));
        var total = response.hits().total();
        return Page.of(sources(response), page.limit(), total == null ? 0 : total.value(), key);
    }

    private static <T> List<T> sources(SearchResponse<T> response) {
        return response.hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .toList();
    }

    private <T> Optional<T> get(String index, String id, Class<T> type) {
        try {
            GetResponse<T> response = server.ask(
                    client -> client.get(request -> request.index(index).id(id), type));
            return Optional.ofNullable(response.source());
        } catch (OpenSearchException refusal) {
            if (refusal.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }
}
