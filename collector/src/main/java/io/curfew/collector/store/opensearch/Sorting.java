package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Cursor;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;

import java.util.List;

/** How lists are ordered, and where in the order a page begins. */
final class Sorting {
    private Sorting() {}

    /** By time, the latest first. */
    static SortOptions latestFirst(String field) {
        return SortOptions.of(sort -> sort.field(by -> by.field(field).order(SortOrder.Desc)));
    }

    /** By text, in the order of its characters. */
    static SortOptions byText(String field) {
        return SortOptions.of(sort -> sort.field(by -> by.field(field).order(SortOrder.Asc)));
    }

    /** In the order in which things came into their index, which it knows by itself. */
    static SortOptions asTheyCame() {
        return SortOptions.of(sort -> sort.field(by -> by.field("_seq_no").order(SortOrder.Asc)));
    }

    /** What the client calls a cursor. */
    static List<FieldValue> after(Cursor cursor) {
        return cursor.key().stream().map(FieldValue::of).toList();
    }
}
