package io.curfew.collector.store;

import io.curfew.events.SiteId;
import io.curfew.policy.Severity;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Alerts counted together.
 *
 * @param groups the largest first, by key where equally large
 * @param complete false when there are more groups
 */
public record AlertGroups(List<AlertGroup> groups, boolean complete) {
    public AlertGroups {
        groups = List.copyOf(groups);
    }

    /**
     * Alerts that have something in common.
     *
     * @param site where, for devices only
     * @param key the device's id, the rule's or detection's id, the other end; empty for alerts without another end
     * @param name what people call it
     * @param count how many alerts
     * @param severities how many of each severity; one without any may be missing
     * @param last when one of them last happened
     */
    public record AlertGroup(
            @Nullable SiteId site, String key, String name, long count, Map<Severity, Long> severities, Instant last) {
        public AlertGroup {
            severities = Map.copyOf(severities);
        }
    }
}
