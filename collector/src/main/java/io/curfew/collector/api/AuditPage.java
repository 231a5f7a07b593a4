package io.curfew.collector.api;

import io.curfew.collector.store.AuditEntry;
import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.Page;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of the audit trail, the latest first.
 *
 * @param items what people decided
 * @param next the cursor of the next page; absent when this is the last
 * @param total how many entries there are on all pages
 */
public record AuditPage(List<AuditEntry> items, @Nullable String next, long total) {
    static AuditPage of(Page<AuditEntry> page) {
        Cursor next = page.next();
        return new AuditPage(page.items(), next == null ? null : next.text(), page.total());
    }
}
