package io.curfew.collector.store.ecs;

/**
 * One of {@code dns.answers}.
 *
 * @param name the owner name
 * @param type the type's mnemonic
 * @param data the record's data as text
 * @param ttl its time to live in seconds
 */
public record EcsDnsAnswer(String name, String type, String data, long ttl) {}
