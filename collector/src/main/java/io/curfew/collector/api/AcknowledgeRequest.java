package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * Takes note of an alert.
 *
 * @param note what the person wants to remember; absent for nothing
 */
public record AcknowledgeRequest(@Nullable String note) {
    /** The longest note. */
    private static final int LONGEST_CHARACTERS = 2_000;

    /**
     * The note that was sent, empty for none.
     *
     * @throws ProblemException when nothing was sent, or more than a note can hold
     */
    static String noteOf(@Nullable AcknowledgeRequest sent) {
        if (sent == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "an object is missing; it may be empty");
        }
        String text = sent.note() == null ? "" : sent.note().strip();
        if (text.length() > LONGEST_CHARACTERS) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST, "a note has at most " + LONGEST_CHARACTERS + " characters");
        }
        return text;
    }
}
