package io.curfew.collector.kafka;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A policy as people wrote it: the value on the policy topic.
 *
 * @param version grows by one with each change; 0 before the first
 * @param author the user who wrote it, or {@value #BY_FILES}; absent before the first
 * @param changed when; absent before the first
 * @param text the policy in its language; empty before the first
 * @param files those that it names, as they were where it was put in force; absent where nothing is known of them
 * @param changedFiles the names of the files that are others than in the version before; by {@value #BY_FILES} they are
 *     what made it
 */
public record PolicyDocument(
        long version,
        @Nullable String author,
        @Nullable Instant changed,
        String text,
        @Nullable List<ReadFile> files,
        List<String> changedFiles) {
    /** Who makes a version where files that the policy names have changed. */
    public static final String BY_FILES = "files";

    /** What stands there before anybody wrote a policy. */
    public static final PolicyDocument NONE = new PolicyDocument(0, null, null, "", List.of(), List.of());

    /** @param changedFiles absent where none has changed */
    public PolicyDocument(
            long version,
            @Nullable String author,
            @Nullable Instant changed,
            String text,
            @Nullable List<ReadFile> files,
            @Nullable List<String> changedFiles) {
        if (version < 0) {
            throw new IllegalArgumentException("a policy's version is at least 0, was " + version);
        }
        this.version = version;
        this.author = author;
        this.changed = changed;
        this.text = text;
        this.files = files == null ? null : List.copyOf(files);
        this.changedFiles = changedFiles == null ? List.of() : List.copyOf(changedFiles);
    }
}
