package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * A policy that somebody wrote.
 *
 * @param text the policy in its language
 */
public record PolicyText(String text) {
    /** What was sent; a problem when nothing was. */
    static String of(@Nullable PolicyText sent) {
        if (sent == null || sent.text() == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "text is missing");
        }
        return sent.text();
    }
}
