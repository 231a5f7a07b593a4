package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code network.*}.
 *
 * @param type {@code ipv4} or {@code ipv6}; absent for DNS
 * @param transport {@code tcp}, {@code udp} and so on
 * @param protocol the application protocol; absent when unknown
 * @param packets packets both ways; absent for DNS
 * @param bytes IP bytes both ways; absent for DNS
 * @param communityId the Community ID; absent for DNS
 * @param vlan the outer tag; absent on an untagged link
 * @param inner the tag inside the outer one; absent without two tags
 */
public record EcsNetwork(
        @Nullable String type,
        String transport,
        @Nullable String protocol,
        @Nullable Long packets,
        @Nullable Long bytes,
        @JsonProperty("community_id") @Nullable String communityId,
        @Nullable EcsVlan vlan,
        @Nullable EcsInner inner) {}
