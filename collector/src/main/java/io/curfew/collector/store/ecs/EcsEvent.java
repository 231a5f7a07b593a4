package io.curfew.collector.store.ecs;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * {@code event.*}.
 *
 * @param kind always {@code event}
 * @param dataset {@code curfew.flow} or {@code curfew.dns}
 * @param start a flow's first packet; absent for DNS
 * @param end a flow's last packet; absent for DNS
 * @param duration nanoseconds between first and last packet, or question and answer; absent when never answered
 */
public record EcsEvent(
        String kind,
        String dataset,
        @Nullable Instant start,
        @Nullable Instant end,
        @Nullable Long duration) {}
