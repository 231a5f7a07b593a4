package io.curfew.collector.store.ecs;

/**
 * {@code observer.*}.
 *
 * @param name the sensor's id
 */
public record EcsObserver(String name) {}
