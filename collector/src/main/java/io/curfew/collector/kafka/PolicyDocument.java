package io.curfew.collector.kafka;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * A policy as people wrote it: the value on the policy topic.
 *
 * @param version grows by one with each change; 0 before the first
 * @param author the user who wrote it; absent before the first
 * @param changed when; absent before the first
 * @param text the policy in its language; empty before the first
 */
public record PolicyDocument(
        long version, @Nullable String author, @Nullable Instant changed, String text) {
    /** What stands there before anybody wrote a policy. */
    public static final PolicyDocument NONE = new PolicyDocument(0, null, null, "");

    public PolicyDocument {
        if (version < 0) {
            throw new IllegalArgumentException("a policy's version is at least 0, was " + version);
        }
    }
}
