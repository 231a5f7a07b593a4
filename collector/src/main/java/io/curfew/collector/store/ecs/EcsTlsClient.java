package io.curfew.collector.store.ecs;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * {@code tls.client.*}.
 *
 * @param serverName the server name that the client sent
 */
public record EcsTlsClient(@JsonProperty("server_name") String serverName) {}
