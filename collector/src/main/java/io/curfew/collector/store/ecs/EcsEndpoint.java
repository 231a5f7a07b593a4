package io.curfew.collector.store.ecs;

import org.jspecify.annotations.Nullable;

/**
 * {@code source.*} and {@code destination.*}.
 *
 * @param mac its MAC address on the sensor's segment; absent where the link has none
 * @param ip its address
 * @param port its port; absent where the transport has none
 * @param packets packets that it sent; absent for DNS
 * @param bytes IP bytes that it sent, headers included; absent for DNS
 */
public record EcsEndpoint(
        @Nullable String mac,
        String ip,
        @Nullable Integer port,
        @Nullable Long packets,
        @Nullable Long bytes) {}
