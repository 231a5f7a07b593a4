package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.AlertGrouping;
import io.curfew.collector.store.AlertGroups;
import io.curfew.collector.store.AlertGroups.AlertGroup;
import io.curfew.collector.store.AlertGroupsQuery;
import io.curfew.events.SiteId;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.MultiTermLookup;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Counts alerts together by what they have in common. */
final class GroupedAlerts {
    private static final String GROUPS = "groups";
    private static final String SEVERITIES = "severities";
    private static final String LAST = "last";
    private static final String LATEST = "latest";
    private static final String NAME = "deviceName";
    private static final String OTHER_END =
            "doc['peer.name'].size() > 0 ? doc['peer.name'].value : doc['peer.ip'].size() > 0 ? doc['peer.ip'].value : ''";

    private final Server server;

    GroupedAlerts(Server server) {
        this.server = server;
    }

    AlertGroups of(AlertGroupsQuery query) {
        SearchRequest request = Searches.in(Names.ALERTS)
                .query(Filters.of(query.alerts()))
                .size(0)
                .aggregations(GROUPS, grouping(query.by(), query.most() + 1))
                .build();
        SearchResponse<Void> response = server.ask(client -> client.search(request, Void.class));
        List<AlertGroup> found = Optional.ofNullable(response.aggregations().get(GROUPS))
                .map(groups -> groups(query.by(), groups))
                .orElse(List.of());
        return new AlertGroups(found.stream().limit(query.most()).toList(), found.size() <= query.most());
    }

    private static Aggregation grouping(AlertGrouping by, int most) {
        return Aggregation.of(aggregation -> (switch (by) {
                    case DEVICE ->
                        aggregation.multiTerms(terms -> terms.terms(List.of(
                                        MultiTermLookup.of(lookup -> lookup.field("site")),
                                        MultiTermLookup.of(lookup -> lookup.field("device"))))
                                .size(most));
                    case RULE ->
                        aggregation.terms(terms -> terms.field("origin").size(most));
                    case DESTINATION ->
                        aggregation.terms(
                                terms -> terms.script(script -> script.inline(inline -> inline.source(OTHER_END)))
                                        .size(most));
                })
                .aggregations(parts(by)));
    }

    private static Map<String, Aggregation> parts(AlertGrouping by) {
        Aggregation severities = Aggregation.of(part -> part.terms(terms -> terms.field("severity")));
        Aggregation last = Aggregation.of(part -> part.max(max -> max.field(LAST)));
        if (by != AlertGrouping.DEVICE) {
            return Map.of(SEVERITIES, severities, LAST, last);
        }
        Aggregation latest = Aggregation.of(part -> part.topHits(hits -> hits.size(1)
                .sort(Sorting.latestFirst(LAST))
                .source(source -> source.filter(filter -> filter.includes(NAME)))));
        return Map.of(SEVERITIES, severities, LAST, last, LATEST, latest);
    }

    private static List<AlertGroup> groups(AlertGrouping by, Aggregate groups) {
        if (by == AlertGrouping.DEVICE) {
            return groups.multiTerms().buckets().array().stream()
                    .map(bucket -> group(
                            new SiteId(bucket.key().getFirst().stringValue()),
                            bucket.key().getLast().stringValue(),
                            bucket.docCount(),
                            bucket.aggregations()))
                    .toList();
        }
        return groups.sterms().buckets().array().stream()
                .map(bucket -> group(null, bucket.key(), bucket.docCount(), bucket.aggregations()))
                .toList();
    }

    private static AlertGroup group(@Nullable SiteId site, String key, long count, Map<String, Aggregate> parts) {
        Map<Severity, Long> severities = new EnumMap<>(Severity.class);
        part(parts, SEVERITIES)
                .sterms()
                .buckets()
                .array()
                .forEach(severity ->
                        severities.put(Severity.valueOf(severity.key().toUpperCase(Locale.ROOT)), severity.docCount()));
        double last = Objects.requireNonNull(part(parts, LAST).max().value(), LAST);
        return new AlertGroup(
                site, key, name(parts).orElse(key), count, severities, Instant.ofEpochMilli(Math.round(last)));
    }

    private static Optional<String> name(Map<String, Aggregate> parts) {
        return Optional.ofNullable(parts.get(LATEST))
                .flatMap(latest -> latest.topHits().hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .map(JsonData::toJson)
                        .map(source -> source.asJsonObject().getString(NAME))
                        .findFirst());
    }

    private static Aggregate part(Map<String, Aggregate> parts, String name) {
        return Objects.requireNonNull(parts.get(name), name);
    }
}
