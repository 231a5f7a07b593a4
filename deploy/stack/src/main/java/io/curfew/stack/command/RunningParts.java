package io.curfew.stack.command;

import io.curfew.stack.part.Part;
import io.curfew.stack.part.StateFolder;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** Which parts of a state folder have a living process. */
final class RunningParts {
    private RunningParts() {}

    static Set<Part> of(StateFolder state) throws IOException {
        Set<Part> running = EnumSet.noneOf(Part.class);
        for (Part part : Part.values()) {
            if (state.living(part).isPresent()) {
                running.add(part);
            }
        }
        return running;
    }
}
