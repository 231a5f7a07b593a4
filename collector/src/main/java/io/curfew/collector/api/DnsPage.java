package io.curfew.collector.api;

import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.Page;
import io.curfew.collector.store.ecs.DnsTransaction;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of DNS transactions, the latest first.
 *
 * @param items the DNS transactions
 * @param next the cursor of the next page; absent when this is the last
 */
public record DnsPage(List<DnsTransaction> items, @Nullable String next) {
    static DnsPage of(Page<DnsTransaction> page) {
        Cursor next = page.next();
        return new DnsPage(page.items(), next == null ? null : next.text());
    }
}
