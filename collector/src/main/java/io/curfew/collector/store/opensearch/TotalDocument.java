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
        @JsonUnwrapped TrendSums sums,
        long violations,
        long unjudged) {
    static TotalDocument of(HourTotal total) {
        return new TotalDocument(
                total.site(),
                total.hour(),
                total.act(),
                Filters.text(total.aspect()),
                total.service(),
                total.rule(),
                total.zone(),
                total.toZone(),
                total.sums(),
                total.verdicts().violation(),
                total.verdicts().unjudged());
    }
}
