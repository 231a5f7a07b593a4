package io.curfew.collector.index;

import io.curfew.collector.store.Change;

import java.util.List;

/** What came of reading a record. */
sealed interface ChangeReading {

    /** The changes that the record asks for, in its order. */
    record Accepted(List<Change> changes) implements ChangeReading {
        public Accepted {
            changes = List.copyOf(changes);
        }
    }

    /** The record is not what its topic holds. */
    record Refused(String reason) implements ChangeReading {}
}
