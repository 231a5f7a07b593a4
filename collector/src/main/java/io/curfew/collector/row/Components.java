package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

/**
 * Takes records of one type apart. A set of components is one bit for each, the first one lowest. {@link RecordCode}
 * makes one for each type.
 */
interface Components {

    /** The components that are null. */
    long absent(Object row);

    /** The components that are the same as those of another record. */
    long same(Object row, Object before);

    /** Writes all components but some, in their order; none of those that it writes is null. */
    void write(RowOutput output, Object row, @Nullable Object before, long leftOut);

    /** One component, by its place. */
    @Nullable
    Object at(Object row, int place);
}
