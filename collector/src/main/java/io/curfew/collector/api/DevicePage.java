package io.curfew.collector.api;

import io.curfew.collector.store.Cursor;
import io.curfew.collector.store.KnownDevice;
import io.curfew.collector.store.Page;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of devices, by site and id.
 *
 * @param items the devices
 * @param next the cursor of the next page; absent when this is the last
 */
public record DevicePage(
        List<DeviceSummary> items, @Nullable String next) {
    static DevicePage of(Page<KnownDevice> page) {
        Cursor next = page.next();
        return new DevicePage(page.items().stream().map(DeviceSummary::of).toList(), next == null ? null : next.text());
    }
}
