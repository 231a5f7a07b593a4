package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.collector.store.TrafficTrend.Verdicts;
import io.curfew.policy.Attempts;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hours are added up to: asked for, and read from the answer. */
final class Sums {
    private static final String VERDICTS = "verdicts";
    private static final String COUNT = "count";
    /** Totals have these as fields. */
    static final String VIOLATIONS = "violations";

    private static final String UNJUDGED = "unjudged";
    private static final int VERDICT_KINDS = 3;
    private static final List<String> SUMMED = List.of(
            COUNT,
            "attempts.answered",
            "attempts.unanswered",
            "attempts.refused",
            "attempts.rejected",
            "initiatorBytes",
            "responderBytes");

    private Sums() {}

    /** Everything that is summed. */
    static Map<String, Aggregation> asked() {
        Map<String, Aggregation> sums = new HashMap<>();
        for (String field : SUMMED) {
            sums.put(name(field), sum(field));
        }
        return sums;
    }

    /** The same, and how often the policy said what. */
    static Map<String, Aggregation> withVerdicts(Rows rows) {
        Map<String, Aggregation> sums = asked();
        if (rows.areTotals()) {
            sums.put(VIOLATIONS, sum(VIOLATIONS));
            sums.put(UNJUDGED, sum(UNJUDGED));
            return sums;
        }
        sums.put(
                VERDICTS,
                Aggregation.of(aggregation -> aggregation
                        .terms(terms -> terms.field("verdict").size(VERDICT_KINDS))
                        .aggregations(COUNT, sum(COUNT))));
        return sums;
    }

    static Aggregation sum(String field) {
        return Aggregation.of(aggregation -> aggregation.sum(sum -> sum.field(field)));
    }

    /** Dots stand for nesting in the names of aggregations. */
    private static String name(String field) {
        return field.substring(field.indexOf('.') + 1);
    }

    static TrendSums of(Map<String, Aggregate> found) {
        return new TrendSums(
                value(found, COUNT),
                new Attempts(
                        value(found, "answered"),
                        value(found, "unanswered"),
                        value(found, "refused"),
                        value(found, "rejected")),
                value(found, "initiatorBytes"),
                value(found, "responderBytes"));
    }

    static Verdicts verdicts(Map<String, Aggregate> found) {
        if (found.containsKey(VIOLATIONS)) {
            long violations = value(found, VIOLATIONS);
            long unjudged = value(found, UNJUDGED);
            return new Verdicts(value(found, COUNT) - violations - unjudged, violations, unjudged);
        }
        Map<String, Long> counts = new HashMap<>();
        for (StringTermsBucket verdict : buckets(found, VERDICTS)) {
            counts.put(verdict.key(), value(verdict.aggregations(), COUNT));
        }
        return new Verdicts(
                counts.getOrDefault("allowed", 0L),
                counts.getOrDefault("violation", 0L),
                counts.getOrDefault("unjudged", 0L));
    }

    /** The buckets of an aggregation of texts; none while the index is missing. */
    static List<StringTermsBucket> buckets(Map<String, Aggregate> found, String name) {
        return named(found, name)
                .filter(Aggregate::isSterms)
                .map(terms -> terms.sterms().buckets().array())
                .orElse(List.of());
    }

    private static long value(Map<String, Aggregate> found, String name) {
        return Math.round(named(found, name).map(sum -> sum.sum().value()).orElseThrow());
    }

    /** A time of which milliseconds are told. */
    static Instant time(double millis) {
        return Instant.ofEpochMilli(Math.round(millis));
    }

    static Optional<Aggregate> named(Map<String, Aggregate> aggregates, String name) {
        return Optional.ofNullable(aggregates.get(name));
    }
}
