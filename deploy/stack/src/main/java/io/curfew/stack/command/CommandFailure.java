package io.curfew.stack.command;

import java.io.IOException;
import java.io.Serial;

/** Ends a command with one line that says what is wrong and what to do. */
public final class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    CommandFailure(String line) {
        super(line);
    }

    /** What a person can make of a failed file or connection. */
    static String inWords(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
