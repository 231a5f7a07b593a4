package io.curfew.collector.store.ecs;

/**
 * {@code network.vlan.*}.
 *
 * @param id the 802.1Q tag
 */
public record EcsVlan(int id) {}
