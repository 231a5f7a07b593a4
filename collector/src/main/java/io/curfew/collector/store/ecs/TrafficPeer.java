package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code curfew.peer.*}.
 *
 * @param ip the address; absent where the peer is a name
 * @param name what the address is called; absent when nobody said
 * @param nameSource who said so; absent without a name
 */
public record TrafficPeer(
        @Nullable String ip,
        @Nullable String name,
        @JsonProperty("name_source") @Nullable String nameSource) {}
