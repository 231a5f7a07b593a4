package io.curfew.collector.kafka;

import java.time.Instant;

/**
 * That a policy was put in force; its text is told apart.
 *
 * @param version the policy's version
 * @param author the user who wrote it
 * @param changed when
 */
public record PolicyVersion(long version, String author, Instant changed) {}
