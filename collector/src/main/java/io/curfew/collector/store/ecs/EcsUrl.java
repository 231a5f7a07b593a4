package io.curfew.collector.store.ecs;

/**
 * {@code url.*}.
 *
 * @param domain the HTTP Host
 */
public record EcsUrl(String domain) {}
