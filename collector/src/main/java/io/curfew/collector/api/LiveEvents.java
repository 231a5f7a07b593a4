package io.curfew.collector.api;

import io.curfew.collector.access.Callers;
import io.curfew.collector.access.SignOuts;
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
 * session or the token that opened it, and after {@link #LONGEST} at the latest, by an event of the name {@code ended}:
 * whoever opens it again is asked again who they are and what they may see.
 */
@Singleton
class LiveEvents {
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

    /** How long a stream stays open, however long its token holds. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** How long a stream stays open whose token ends just now: whoever opens it again at once does so no faster. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final String ENDED = "ended";

    private final Sse sse;
    private final Clock clock;
    private final Callers callers;
    private final SignOuts signOuts;

    LiveEvents(Sse sse, Clock clock, Callers callers, SignOuts signOuts) {
        this.sse = sse;
        this.clock = clock;
        this.callers = callers;
        this.signOuts = signOuts;
    }

    /** One event; browsers drop those without data. */
    <T> OutboundSseEvent event(String name, Class<T> type, T value) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(type, value)
                .build();
    }

    /** These events as a stream that ends, for whoever asks now. */
    Multi<OutboundSseEvent> stream(Multi<OutboundSseEvent> events) {
        return Multi.createBy()
                .merging()
                // One at a time: what waits elsewhere than at its source would no longer be replaced by what is newer.
                .withRequests(1)
                .streams(heartbeats(), events, signOut(callers.rawToken()))
                .select()
                .first(event -> !ENDED.equals(event.getName()))
                .select()
                .first(openFor(clock.instant(), callers.heldUntil()))
                .onCompletion()
                .continueWith(() -> List.of(ended()));
    }

    private Multi<OutboundSseEvent> signOut(String token) {
        return Multi.createFrom()
                .emitter(listener -> listener.onTermination(signOuts.listen(token, () -> listener.emit(ended()))));
    }

    private OutboundSseEvent ended() {
        return event(ENDED, Map.class, Map.of());
    }

    static Duration openFor(Instant now, Instant heldUntil) {
        Duration held = Duration.between(now, heldUntil);
        if (held.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return held.compareTo(LONGEST) < 0 ? held : LONGEST;
    }

    private Multi<OutboundSseEvent> heartbeats() {
        return Multi.createFrom()
                .ticks()
                .every(BETWEEN_HEARTBEATS)
                .onOverflow()
                .drop()
                .map(_ -> sse.newEventBuilder().comment("still here").build());
    }
}
