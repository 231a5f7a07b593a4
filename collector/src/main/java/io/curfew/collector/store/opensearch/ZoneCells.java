package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Quarter;
import io.curfew.collector.store.TrafficTop.TopEntry;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.query_dsl.Query;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adds up hours from zone to zone: asked for, and read from the answer. */
final class ZoneCells {
    private static final int MOST_ZONES = 200;
    private static final String ZONES = "zones";
    private static final String TO_ZONES = "toZones";

    private ZoneCells() {}

    /** Who begins and who is asked, as {@link Quarter} has it. */
    private enum Course {
        REST_OF_ALL,
        INBOUND,
        REST_OF_DEVICE,
        WITHIN,
        OUTBOUND;

        Query filter() {
            return Filters.all(
                    switch (this) {
                        case REST_OF_ALL -> List.of(Filters.without("device"), Filters.without("peer"));
                        case INBOUND -> List.of(Filters.without("device"), Filters.with("peer"));
                        case REST_OF_DEVICE -> List.of(Filters.with("device"), Filters.without("peer"));
                        case WITHIN ->
                            List.of(Filters.with("device"), Filters.with("peer"), Filters.with("responderDevice"));
                        case OUTBOUND ->
                            List.of(Filters.with("device"), Filters.with("peer"), Filters.without("responderDevice"));
                    });
        }

        String from(String zone) {
            return switch (this) {
                case REST_OF_ALL -> Quarter.REST;
                case INBOUND -> Quarter.OUTSIDE;
                case REST_OF_DEVICE, WITHIN, OUTBOUND -> zone.isEmpty() ? Quarter.NO_ZONE : zone;
            };
        }

        String to(String zone) {
            return switch (this) {
                case REST_OF_ALL, REST_OF_DEVICE -> Quarter.REST;
                case INBOUND, WITHIN -> zone.isEmpty() ? Quarter.NO_ZONE : zone;
                case OUTBOUND -> zone.isEmpty() ? Quarter.OUTSIDE : zone;
            };
        }
    }

    /** What is to be added up. */
    static Map<String, Aggregation> asked(Rows rows) {
        Aggregation toZones = orMissing("responderZone", Sums.withVerdicts(rows));
        Map<String, Aggregation> courses = new HashMap<>();
        for (Course course : Course.values()) {
            courses.put(
                    course.name(),
                    Aggregation.of(aggregation -> aggregation
                            .filter(course.filter())
                            .aggregations(ZONES, orMissing("zone", Map.of(TO_ZONES, toZones)))));
        }
        return courses;
    }

    /** What came of it; several courses may lead from the same zone into the same. */
    static List<TopEntry> of(Map<String, Aggregate> found) {
        Map<List<String>, TopEntry> cells = new HashMap<>();
        for (Course course : Course.values()) {
            Map<String, Aggregate> within = Sums.named(found, course.name())
                    .map(filtered -> filtered.filter().aggregations())
                    .orElse(Map.of());
            for (StringTermsBucket zone : Sums.buckets(within, ZONES)) {
                for (StringTermsBucket toZone : Sums.buckets(zone.aggregations(), TO_ZONES)) {
                    String from = course.from(zone.key());
                    String to = course.to(toZone.key());
                    cells.merge(List.of(from, to), cell(from, to, toZone.aggregations()), TopEntry::plus);
                }
            }
        }
        return List.copyOf(cells.values());
    }

    private static Aggregation orMissing(String field, Map<String, Aggregation> parts) {
        return Aggregation.of(aggregation -> aggregation
                .terms(terms -> terms.field(field).missing(FieldValue.of("")).size(MOST_ZONES))
                .aggregations(parts));
    }

    /** What came of a course of totals. */
    static TopEntry cell(String course, Map<String, Aggregate> found) {
        return cell(TotalDocument.zoneOf(course), TotalDocument.toZoneOf(course), found);
    }

    private static TopEntry cell(String zone, String toZone, Map<String, Aggregate> found) {
        return new TopEntry(null, null, null, null, null, zone, toZone, Sums.of(found), Sums.verdicts(found));
    }
}
