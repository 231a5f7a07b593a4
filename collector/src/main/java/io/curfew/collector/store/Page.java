package io.curfew.collector.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Some items of a list.
 *
 * @param items in the list's order
 * @param next where the next page begins; absent when this is the last
 * @param total how many items the whole list has
 */
public record Page<T>(List<T> items, @Nullable Cursor next, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of what was found when one item more than wanted was asked for: the one too many says that a next page
     * exists.
     *
     * @param found at most {@code limit + 1} items
     * @param key gives an item's sort key
     */
    public static <T> Page<T> of(List<T> found, int limit, long total, Function<T, List<String>> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null, total);
        }
        return new Page<>(found.subList(0, limit), new Cursor(key.apply(found.get(limit - 1))), total);
    }

    /** The same page with each item turned into something else. */
    public <R> Page<R> map(Function<T, R> turn) {
        return new Page<>(items.stream().map(turn).toList(), next, total);
    }
}
