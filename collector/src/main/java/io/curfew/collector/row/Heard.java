package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Values of one kind that a row has said, each once, in their order. Remembers the first {@value #MOST}.
 *
 * @param <T> compared by {@code equals}
 */
final class Heard<T> {
    static final int MOST = 16;
    static final int NEVER = -1;

    private final @Nullable Object[] values = new @Nullable Object[MOST];
    private int count;

    /** Where a value stands, or {@link #NEVER}. */
    int place(T value) {
        for (int place = 0; place < count; place++) {
            if (value.equals(values[place])) {
                return place;
            }
        }
        return NEVER;
    }

    /** Remembers a value that is not there yet, while there is room. */
    void add(T value) {
        if (count < MOST) {
            values[count++] = value;
        }
    }

    @SuppressWarnings("unchecked") // only such values are added
    T at(int place) {
        if (place >= count) {
            throw new IllegalStateException("a row refers to what it never said");
        }
        return (T) Objects.requireNonNull(values[place]);
    }

    void clear() {
        count = 0;
    }
}
