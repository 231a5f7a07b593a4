package io.curfew.collector.kafka;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * That a policy was put in force: the value on the commands topic under {@link #KEY}. The policy topic keeps only the
 * latest policy; here each one is kept for ever.
 *
 * @param command always {@value #NAME}
 * @param by the user's name, or {@value PolicyDocument#BY_FILES}
 * @param at when
 * @param version the policy's version
 * @param text the policy in its language
 * @param files those that it names, as they were where it was put in force; absent where nothing is known of them
 * @param changedFiles the names of the files that are others than in the version before; by
 *     {@value PolicyDocument#BY_FILES} they are what made it
 */
public record PolicyChange(
        String command,
        String by,
        Instant at,
        long version,
        String text,
        @Nullable List<ReadFile> files,
        List<String> changedFiles) {
    /** The key of what concerns every site. */
    public static final String KEY = "*";
    /** What tells it from the commands for one site. */
    public static final String NAME = "policy";

    /** @param changedFiles absent where none has changed */
    public PolicyChange(
            String command,
            String by,
            Instant at,
            long version,
            String text,
            @Nullable List<ReadFile> files,
            @Nullable List<String> changedFiles) {
        if (!NAME.equals(command)) {
            throw new IllegalArgumentException("a change of the policy is called " + NAME + ", was " + command);
        }
        this.command = command;
        this.by = Objects.requireNonNull(by, "a change of the policy is somebody's");
        this.at = Objects.requireNonNull(at, "a change of the policy has its time");
        this.version = version;
        this.text = Objects.requireNonNull(text, "a change of the policy has a text");
        this.files = files == null ? null : List.copyOf(files);
        this.changedFiles = changedFiles == null ? List.of() : List.copyOf(changedFiles);
    }

    /** @param written has an author and a time, as each has that is written */
    static PolicyChange to(PolicyDocument written) {
        return new PolicyChange(
                NAME,
                Objects.requireNonNull(written.author(), "what is written has an author"),
                Objects.requireNonNull(written.changed(), "what is written has its time"),
                written.version(),
                written.text(),
                written.files(),
                written.changedFiles());
    }

    PolicyDocument document() {
        return new PolicyDocument(version, by, at, text, files, changedFiles);
    }
}
