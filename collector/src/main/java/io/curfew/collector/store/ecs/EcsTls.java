package io.curfew.collector.store.ecs;

/**
 * {@code tls.*}.
 *
 * @param client what the client sent
 */
public record EcsTls(EcsTlsClient client) {}
