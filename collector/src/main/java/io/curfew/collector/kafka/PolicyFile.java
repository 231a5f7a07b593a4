package io.curfew.collector.kafka;

import java.time.Instant;

/**
 * A file that a policy may name.
 *
 * @param name its path from the folder of such files
 * @param octets how large it is
 * @param changed when it was changed last
 */
public record PolicyFile(String name, long octets, Instant changed) {}
