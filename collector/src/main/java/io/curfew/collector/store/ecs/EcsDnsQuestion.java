package io.curfew.collector.store.ecs;

/**
 * {@code dns.question.*}.
 *
 * @param name the name asked for
 * @param type the type's mnemonic
 */
public record EcsDnsQuestion(String name, String type) {}
