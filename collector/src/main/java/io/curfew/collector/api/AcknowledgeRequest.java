package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * Takes note of an alert.
 *
 * @param note what the person wants to remember; absent for nothing
 */
public record AcknowledgeRequest(@Nullable String note) {
    /** The longest note. */
    static final int LONGEST_CHARACTERS = 2_000;

    /** The note, empty for nothing. */
    String text() {
        return note == null ? "" : note.strip();
    }
}
