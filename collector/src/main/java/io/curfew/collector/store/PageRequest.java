package io.curfew.collector.store;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param after where the page before ended; absent for the first
 * @param limit the most items wanted, 1 to {@value #MOST_ITEMS}
 */
public record PageRequest(@Nullable Cursor after, int limit) {
    /** The most items that one page holds. */
    public static final int MOST_ITEMS = 500;

    public PageRequest {
        if (limit < 1 || limit > MOST_ITEMS) {
            throw new IllegalArgumentException("limit must be 1.." + MOST_ITEMS + ", was " + limit);
        }
    }

    /** The first page. */
    public static PageRequest first(int limit) {
        return new PageRequest(null, limit);
    }

    /** The page after {@code cursor}. */
    public PageRequest from(@Nullable Cursor cursor) {
        return new PageRequest(cursor, limit);
    }
}
