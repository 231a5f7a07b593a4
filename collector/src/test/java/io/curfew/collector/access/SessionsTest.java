package io.curfew.collector.access;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger evicted = new AtomicInteger();
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final Sessions<String> sessions = new Sessions<>(2, Duration.ofHours(8), clock, evicted::incrementAndGet);

    @Test
    void aSessionGivesWhatBelongsToIt() {
        sessions.put("a", "tokens of ada");

        assertThat(sessions.get("a")).contains("tokens of ada");
        assertThat(sessions.get("b")).isEmpty();
    }

    @Test
    void theSessionIdleLongestMakesRoomAndIsCounted() {
        sessions.put("a", "tokens of ada");
        sessions.put("b", "tokens of olga");
        assertThat(sessions.get("a")).isPresent();

        sessions.put("c", "tokens of lia");

        assertThat(sessions.get("b")).isEmpty();
        assertThat(sessions.get("a")).isPresent();
        assertThat(evicted).hasValue(1);
    }

    @Test
    void aSessionIdleForTooLongHasEnded() {
        sessions.put("a", "tokens of ada");
        now.set(NOON.plus(Duration.ofHours(7)));
        assertThat(sessions.get("a")).isPresent();

        now.set(NOON.plus(Duration.ofHours(16)));

        assertThat(sessions.get("a")).isEmpty();
        assertThat(evicted).hasValue(0);
    }

    @Test
    void aSessionThatWasRemovedIsGone() {
        sessions.put("a", "tokens of ada");

        sessions.remove("a");

        assertThat(sessions.get("a")).isEmpty();
    }
}
