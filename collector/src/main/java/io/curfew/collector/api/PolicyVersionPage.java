package io.curfew.collector.api;

import io.curfew.collector.kafka.PolicyVersion;
import io.curfew.collector.store.Cursor;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * One page of the versions of the policy, the latest first.
 *
 * @param items who wrote which, and when
 * @param next the cursor of the next page; absent when this is the last
 * @param total how many there are on all pages
 */
public record PolicyVersionPage(
        List<PolicyVersion> items, @Nullable String next, long total) {

    /** @param found one more than {@code limit} where there are more */
    static PolicyVersionPage of(List<PolicyVersion> found, int limit, long total) {
        if (found.size() <= limit) {
            return new PolicyVersionPage(found, null, total);
        }
        List<PolicyVersion> items = found.subList(0, limit);
        String last = Long.toString(items.getLast().version());
        return new PolicyVersionPage(List.copyOf(items), new Cursor(List.of(last)).text(), total);
    }
}
