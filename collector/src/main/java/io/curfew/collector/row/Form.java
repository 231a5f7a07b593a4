package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

/** How values of one type are written and read. */
interface Form {

    void write(RowOutput output, Object value);

    Object read(RowInput input);

    /** What stands for a value that an older version did not write; null where the type has no such value. */
    default @Nullable Object absent() {
        return null;
    }

    /** The form as text, with all that must not change. */
    String shape();
}
