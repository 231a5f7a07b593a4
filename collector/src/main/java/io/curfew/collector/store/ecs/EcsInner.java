package io.curfew.collector.store.ecs;

/**
 * {@code network.inner.*}.
 *
 * @param vlan the tag inside the outer one
 */
public record EcsInner(EcsVlan vlan) {}
