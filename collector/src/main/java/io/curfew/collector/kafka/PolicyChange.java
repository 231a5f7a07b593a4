package io.curfew.collector.kafka;

import java.time.Instant;
import java.util.Objects;

/**
 * That somebody put a policy in force: the value on the commands topic under {@link #KEY}. The policy topic keeps only
 * the latest policy; here each one is kept for ever.
 *
 * @param command always {@value #NAME}
 * @param by the user's name
 * @param at when
 * @param version the policy's version
 * @param text the policy in its language
 */
public record PolicyChange(String command, String by, Instant at, long version, String text) {
    /** The key of what concerns every site. */
    public static final String KEY = "*";
    /** What tells it from the commands for one site. */
    public static final String NAME = "policy";

    public PolicyChange {
        if (!NAME.equals(command)) {
            throw new IllegalArgumentException("a change of the policy is called " + NAME + ", was " + command);
        }
        Objects.requireNonNull(by, "a change of the policy is somebody's");
        Objects.requireNonNull(at, "a change of the policy has its time");
        Objects.requireNonNull(text, "a change of the policy has a text");
    }

    static PolicyChange to(PolicyDocument document, String author, Instant changed) {
        return new PolicyChange(NAME, author, changed, document.version(), document.text());
    }
}
