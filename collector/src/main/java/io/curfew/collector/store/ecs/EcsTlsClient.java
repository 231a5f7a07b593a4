package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * {@code tls.client.*}.
 *
 * @param serverName the server name that the client sent; absent when it sent none
 * @param ja4 the fingerprint of how the client began; absent when not all of that was seen
 */
public record EcsTlsClient(
        @JsonProperty("server_name") @Nullable String serverName,
        @Nullable String ja4) {}
