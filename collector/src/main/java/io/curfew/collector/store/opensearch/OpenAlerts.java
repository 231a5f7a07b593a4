package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.KnownDevice;
import io.curfew.collector.store.Page;
import io.curfew.collector.store.SeenTimes;
import io.curfew.collector.store.SiteStanding;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.curfew.policy.Device;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.MultiTermLookup;
import org.opensearch.client.opensearch._types.aggregations.MultiTermsBucket;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts open alerts, by device and by site. */
final class OpenAlerts {
    private static final int MOST_SITES = 10_000;
    private static final Query OPEN = Filters.term("state", Filters.text(Alert.State.OPEN));

    private static final Aggregation BY_SEVERITY =
            Aggregation.of(aggregation -> aggregation.terms(terms -> terms.field("severity")));
    private static final Aggregation OPEN_BY_SEVERITY =
            Aggregation.of(aggregation -> aggregation.filter(OPEN).aggregations("severities", BY_SEVERITY));
    private static final Aggregation OPEN_BY_SITE_AND_SEVERITY = Aggregation.of(aggregation ->
            aggregation.terms(terms -> terms.field("site").size(MOST_SITES)).aggregations("open", OPEN_BY_SEVERITY));

    private static final String NEW = "new";
    private static final String QUIET = "quiet";

    private final Server server;

    OpenAlerts(Server server) {
        this.server = server;
    }

    /** Says of each device how many of its alerts are open. */
    Page<KnownDevice> addTo(Page<Device> devices) {
        if (devices.items().isEmpty()) {
            return devices.map(device -> new KnownDevice(device, 0));
        }
        Map<String, Long> counts = byDevice(devices.items());
        return devices.map(device -> new KnownDevice(device, counts.getOrDefault(key(device), 0L)));
    }

    private static String key(Device device) {
        return device.site() + "/" + device.id();
    }

    private Map<String, Long> byDevice(List<Device> devices) {
        List<Query> wanted = devices.stream().collect(Collectors.groupingBy(Device::site)).entrySet().stream()
                .map(group -> Filters.all(List.of(
                        Filters.term("site", group.getKey().value()),
                        Filters.terms(
                                "device",
                                group.getValue().stream().map(Device::id).toList()))))
                .toList();
        Aggregation bySiteAndDevice = Aggregation.of(aggregation -> aggregation.multiTerms(terms -> terms.terms(List.of(
                        MultiTermLookup.of(lookup -> lookup.field("site")),
                        MultiTermLookup.of(lookup -> lookup.field("device"))))
                .size(devices.size())));
        Query openOnes = Filters.all(List.of(OPEN, Filters.one(wanted)));
        List<MultiTermsBucket> buckets = count(Names.ALERTS, openOnes, bySiteAndDevice)
                .map(found -> found.multiTerms().buckets().array())
                .orElse(List.of());
        Map<String, Long> counts = new HashMap<>();
        for (MultiTermsBucket bucket : buckets) {
            String site = bucket.key().getFirst().stringValue();
            String device = bucket.key().getLast().stringValue();
            counts.put(site + "/" + device, bucket.docCount());
        }
        return counts;
    }

    /** Says of each visible site how many devices it has and how many alerts are open. */
    List<SiteStanding> standings(VisibleSites visible, Instant now) {
        Query filter = Filters.visible("site", visible);
        Map<String, Map<Severity, Long>> open = new TreeMap<>();
        Map<String, StringTermsBucket> devices = new HashMap<>();
        for (StringTermsBucket site : sites(Names.DEVICES, filter, bySite(now))) {
            devices.put(site.key(), site);
            open.put(site.key(), new EnumMap<>(Severity.class));
        }
        for (StringTermsBucket site : sites(Names.ALERTS, filter, OPEN_BY_SITE_AND_SEVERITY)) {
            Map<Severity, Long> counts = open.computeIfAbsent(site.key(), _ -> new EnumMap<>(Severity.class));
            for (StringTermsBucket severity : severities(site)) {
                counts.put(Severity.valueOf(severity.key().toUpperCase(Locale.ROOT)), severity.docCount());
            }
        }
        return open.entrySet().stream()
                .map(site -> standing(site.getKey(), devices.get(site.getKey()), site.getValue()))
                .toList();
    }

    private static SiteStanding standing(
            String site, @Nullable StringTermsBucket devices, Map<Severity, Long> openAlerts) {
        return devices == null
                ? new SiteStanding(new SiteId(site), 0, 0, 0, openAlerts)
                : new SiteStanding(
                        new SiteId(site), devices.docCount(), part(devices, NEW), part(devices, QUIET), openAlerts);
    }

    private static long part(StringTermsBucket devices, String name) {
        return named(devices.aggregations(), name)
                .map(part -> part.filter().docCount())
                .orElse(0L);
    }

    private static Aggregation bySite(Instant now) {
        Query isNew = Filters.of(SeenTimes.ofNewAt(now));
        Query isQuiet = Filters.of(SeenTimes.ofQuietAt(now));
        return Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field("site").size(MOST_SITES))
                .aggregations(NEW, Aggregation.of(part -> part.filter(isNew)))
                .aggregations(QUIET, Aggregation.of(part -> part.filter(isQuiet))));
    }

    private static List<StringTermsBucket> severities(StringTermsBucket site) {
        return named(site.aggregations(), "open")
                .flatMap(open -> named(open.filter().aggregations(), "severities"))
                .map(severities -> severities.sterms().buckets().array())
                .orElse(List.of());
    }

    private List<StringTermsBucket> sites(String index, Query filter, Aggregation aggregation) {
        return count(index, filter, aggregation)
                .map(found -> found.sterms().buckets().array())
                .orElse(List.of());
    }

    /** The aggregate; absent while the index is missing. */
    private Optional<Aggregate> count(String index, Query query, Aggregation aggregation) {
        SearchRequest request = Searches.in(index)
                .query(query)
                .size(0)
                .aggregations("counts", aggregation)
                .build();
        SearchResponse<Void> response = server.ask(client -> client.search(request, Void.class));
        return named(response.aggregations(), "counts");
    }

    private static Optional<Aggregate> named(Map<String, Aggregate> aggregates, String name) {
        return Optional.ofNullable(aggregates.get(name));
    }
}
