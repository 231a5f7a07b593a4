package io.curfew.collector.api;

import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.Page;
import io.curfew.collector.store.ecs.Flow;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of flows, the latest first.
 *
 * @param items the flows
 * @param next the cursor of the next page; absent when this is the last
 */
public record FlowPage(List<Flow> items, @Nullable String next) {
    static FlowPage of(Page<Flow> page) {
        Cursor next = page.next();
        return new FlowPage(page.items(), next == null ? null : next.text());
    }
}
