package io.curfew.collector.correlate;

import java.util.List;

/**
 * How many rows a site has in each table.
 *
 * @param byOrdinal in the order of the tables; a table that an earlier version did not have is missing
 */
public record TableSizes(List<Integer> byOrdinal) {
    static final TableSizes NONE = new TableSizes(List.of());

    public TableSizes {
        byOrdinal = List.copyOf(byOrdinal);
    }

    int of(int ordinal) {
        return ordinal < byOrdinal.size() ? byOrdinal.get(ordinal) : 0;
    }
}
