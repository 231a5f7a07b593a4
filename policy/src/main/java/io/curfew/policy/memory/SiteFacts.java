package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/**
 * What is known about the site as a whole.
 *
 * @param firstSeen event time of the first observation
 * @param firstQuestion event time of the first DNS question; absent while there was none
 * @param forgotAnswerOf event time of the latest answer that had to make room; absent while none had
 * @param published event time at which dossiers were last published
 * @param evicted rows that made room, by table
 */
public record SiteFacts(
        Instant firstSeen,
        @Nullable Instant firstQuestion,
        @Nullable Instant forgotAnswerOf,
        Instant published,
        Map<String, Long> evicted) {
    public SiteFacts {
        evicted = Map.copyOf(evicted);
    }
}
