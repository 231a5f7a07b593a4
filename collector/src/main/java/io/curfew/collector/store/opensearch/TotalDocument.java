package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.curfew.collector.store.HourTotal;
import io.curfew.collector.store.TrafficTrend.TrendSums;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A total of an hour as it is stored: its fields are called as those of an hour are, but for what the policy said.
 *
 * @param course both zones together, as they are counted by one field
 * @param violations how often it was against the policy
 * @param unjudged how often the policy said nothing; it allowed the others
 */
record TotalDocument(
        SiteId site,
        Instant hour,
        String act,
        String aspect,
        @Nullable String service,
        @Nullable String rule,
        @Nullable String zone,
        @Nullable String toZone,
        @Nullable String course,
        @JsonUnwrapped TrendSums sums,
        long violations,
        long unjudged) {
    private static final char BETWEEN = '\n';

    static TotalDocument of(HourTotal total) {
        HourTotal.Key key = total.key();
        return new TotalDocument(
                total.site(),
                key.hour(),
                key.act(),
                Filters.text(key.aspect()),
                key.service(),
                key.rule(),
                key.zone(),
                key.toZone(),
                key.zone() == null ? null : key.zone() + BETWEEN + key.toZone(),
                total.sums(),
                total.verdicts().violation(),
                total.verdicts().unjudged());
    }

    /** Where whoever began it stands, of a course. */
    static String zoneOf(String course) {
        return course.substring(0, course.indexOf(BETWEEN));
    }

    /** Where whoever was asked stands, of a course. */
    static String toZoneOf(String course) {
        return course.substring(course.indexOf(BETWEEN) + 1);
    }
}
