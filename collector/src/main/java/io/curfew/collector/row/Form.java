package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

/**
 * How values of one type are written and read. In a list, each is written beside the one before it, and read beside the
 * same: {@code before} is null at the beginning and everywhere else.
 */
interface Form {

    void write(RowOutput output, Object value, @Nullable Object before);

    Object read(RowInput input, @Nullable Object before);

    /** What stands for a value that an older version did not write; null where the type has no such value. */
    default @Nullable Object absent() {
        return null;
    }

    /** The form as text, with all that must not change. */
    String shape();
}
