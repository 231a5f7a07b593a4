package io.curfew.collector.api;

import io.curfew.collector.store.SiteStanding;
import io.curfew.policy.Severity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** How many alerts there are, by severity. */
@Schema(name = "OpenAlerts")
public record OpenAlertCounts(long critical, long high, long medium, long low) {
    static OpenAlertCounts of(@Nullable SiteStanding standing) {
        return of(standing == null ? Map.of() : standing.openAlerts());
    }

    static OpenAlertCounts of(Map<Severity, Long> counts) {
        return new OpenAlertCounts(
                counts.getOrDefault(Severity.CRITICAL, 0L),
                counts.getOrDefault(Severity.HIGH, 0L),
                counts.getOrDefault(Severity.MEDIUM, 0L),
                counts.getOrDefault(Severity.LOW, 0L));
    }
}
