package io.curfew.collector.api;

import io.curfew.collector.store.AlertGroups;
import io.curfew.events.SiteId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * Alerts counted together, the largest group first.
 *
 * @param items the groups
 * @param complete false when there are more
 */
public record AlertGroupList(List<AlertGroup> items, boolean complete) {

    /**
     * Alerts that have something in common.
     *
     * @param site where, for devices only
     * @param key the device's id, the rule's or detection's id, the name or address of the other end; empty for alerts
     *     without another end
     * @param name what people call it
     * @param count how many alerts
     * @param severities how many of each severity
     * @param last when one of them last happened
     */
    public record AlertGroup(
            @Nullable SiteId site, String key, String name, long count, OpenAlertCounts severities, Instant last) {}

    static AlertGroupList of(AlertGroups groups) {
        return new AlertGroupList(
                groups.groups().stream()
                        .map(group -> new AlertGroup(
                                group.site(),
                                group.key(),
                                group.name(),
                                group.count(),
                                OpenAlertCounts.of(group.severities()),
                                group.last()))
                        .toList(),
                groups.complete());
    }
}
