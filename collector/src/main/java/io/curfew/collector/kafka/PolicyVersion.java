package io.curfew.collector.kafka;

import java.time.Instant;
import java.util.List;

/**
 * That a policy was put in force; its text is told apart.
 *
 * @param version the policy's version
 * @param author the user who wrote it, or {@value PolicyDocument#BY_FILES}
 * @param changed when
 * @param changedFiles the names of the files that are others than in the version before
 */
public record PolicyVersion(long version, String author, Instant changed, List<String> changedFiles) {}
