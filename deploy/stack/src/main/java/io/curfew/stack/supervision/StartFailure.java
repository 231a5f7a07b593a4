package io.curfew.stack.supervision;

import io.curfew.stack.part.Part;
import io.curfew.stack.part.StateFolder;

import java.io.IOException;
import java.nio.file.Path;

/** A part did not come up. Says where its log is. */
public final class StartFailure extends IOException {
    private static final long serialVersionUID = 1;

    StartFailure(Part part, String what, StateFolder state) {
        super(part.title() + " " + what + ", so nothing was left running: see the end of " + logOf(part, state));
    }

    private static Path logOf(Part part, StateFolder state) {
        return state.log(part).toFile().length() > 0 ? state.log(part) : state.consoleLog(part);
    }
}
