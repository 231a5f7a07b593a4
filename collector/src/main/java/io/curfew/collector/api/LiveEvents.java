package io.curfew.collector.api;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Values as server-sent events, and a comment each 15 s, so that a dead connection is found. A stream ends with the
 * token that opened it, and after {@link #LONGEST} at the latest, by an event of the name {@code ended}: whoever opens
 * it again is asked again who they are and what they may see.
 */
@Singleton
class LiveEvents {
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

    /** How long a stream stays open, however long its token holds. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** How long a stream stays open whose token ends just now: whoever opens it again at once does so no faster. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final Sse sse;
    private final Clock clock;

    LiveEvents(Sse sse, Clock clock) {
        this.sse = sse;
        this.clock = clock;
    }

    /** One event; browsers drop those without data. */
    <T> OutboundSseEvent event(String name, Class<T> type, T value) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(type, value)
                .build();
    }

    /**
     * These events as a stream that ends.
     *
     * @param heldUntil until when the token of whoever listens holds
     */
    Multi<OutboundSseEvent> stream(Multi<OutboundSseEvent> events, Instant heldUntil) {
        return withHeartbeats(events)
                .select()
                .first(openFor(clock.instant(), heldUntil))
                .onCompletion()
                .continueWith(() -> List.of(event("ended", Map.class, Map.of())));
    }

    static Duration openFor(Instant now, Instant heldUntil) {
        Duration held = Duration.between(now, heldUntil);
        if (held.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return held.compareTo(LONGEST) < 0 ? held : LONGEST;
    }

    private Multi<OutboundSseEvent> withHeartbeats(Multi<OutboundSseEvent> events) {
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .every(BETWEEN_HEARTBEATS)
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("still here").build());
        // One at a time: what waits elsewhere than at its source would no longer be replaced by what is newer.
        return Multi.createBy().merging().withRequests(1).streams(heartbeats, events);
    }
}
