package io.curfew.collector.api;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import java.time.Duration;

/** Values as server-sent events of one name, and a comment each 15 s, so that a dead connection is found. */
@Singleton
class LiveEvents {
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(15);

    private final Sse sse;

    LiveEvents(Sse sse) {
        this.sse = sse;
    }

    <T> Multi<OutboundSseEvent> of(String name, Class<T> type, Multi<T> values) {
        return withHeartbeats(values.map(value -> event(name, type, value)));
    }

    /** One event; browsers drop those without data. */
    <T> OutboundSseEvent event(String name, Class<T> type, T value) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(type, value)
                .build();
    }

    Multi<OutboundSseEvent> withHeartbeats(Multi<OutboundSseEvent> events) {
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
