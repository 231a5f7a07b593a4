package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has to say when they decide something.
 *
 * @param note what the person wants to remember; absent for nothing
 */
public record NoteRequest(@Nullable String note) {
    /** The longest note. */
    private static final int LONGEST_CHARACTERS = 2_000;

    /**
     * The note that was sent, empty for none.
     *
     * @throws ProblemException when nothing was sent, or more than a note can hold
     */
    static String noteOf(@Nullable NoteRequest sent) {
        return checked(Requests.present(sent).note());
    }

    /** The note that was sent. */
    static String writtenNoteOf(@Nullable NoteRequest sent) {
        String note = noteOf(sent);
        if (note.isEmpty()) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "note is missing");
        }
        return note;
    }

    static String checked(@Nullable String note) {
        String text = note == null ? "" : note.strip();
        if (text.length() > LONGEST_CHARACTERS) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST, "a note has at most " + LONGEST_CHARACTERS + " characters");
        }
        return text;
    }
}
