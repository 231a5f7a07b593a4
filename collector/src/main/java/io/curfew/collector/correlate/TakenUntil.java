package io.curfew.collector.correlate;

import java.time.Instant;

/**
 * Up to where a site has taken the records of a topic whose records change something each time that they are taken, as
 * commands do. Kafka forgets where a group was when nobody of it was there for a week, and hands over all records
 * again.
 *
 * @param next the offset behind the last one that was taken
 * @param latest the latest time of those that were taken
 */
public record TakenUntil(long next, Instant latest) {
    /** Before the first record. */
    static final TakenUntil NONE = new TakenUntil(0, Instant.MIN);

    /**
     * True when the record was taken before. In a topic that was deleted and made anew offsets begin anew and times do
     * not.
     */
    boolean includes(long offset, Instant time) {
        return offset < next && !time.isAfter(latest);
    }

    TakenUntil with(long offset, Instant time) {
        return new TakenUntil(offset + 1, time.isAfter(latest) ? time : latest);
    }
}
