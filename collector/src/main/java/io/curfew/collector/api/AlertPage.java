package io.curfew.collector.api;

import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.Page;
import io.curfew.policy.Alert;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of alerts, the latest first.
 *
 * @param items the alerts
 * @param next the cursor of the next page; absent when this is the last
 * @param total how many alerts there are on all pages
 */
public record AlertPage(List<AlertSummary> items, @Nullable String next, long total) {
    static AlertPage of(Page<Alert> page) {
        Cursor next = page.next();
        return new AlertPage(
                page.items().stream().map(AlertSummary::of).toList(), next == null ? null : next.text(), page.total());
    }
}
