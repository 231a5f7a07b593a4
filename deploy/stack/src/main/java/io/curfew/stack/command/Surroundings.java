package io.curfew.stack.command;

import io.curfew.stack.part.Choice;
import io.curfew.stack.part.Ports;
import io.curfew.stack.part.Programs;
import io.curfew.stack.part.StateFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a command finds around it: the environment variables and the programs of this checkout. */
record Surroundings(Map<String, String> environment, Programs programs) {
    static final String HOME_VARIABLE = "CURFEW_HOME";
    static final String PORT_VARIABLE = "CURFEW_PORT";

    static Surroundings present() {
        return new Surroundings(System.getenv(), Programs.find());
    }

    /** The state folder that the environment names, else {@code .curfew} at the root. */
    StateFolder state() {
        String home = environment.getOrDefault(HOME_VARIABLE, "");
        return new StateFolder(home.isBlank() ? programs.root().resolve(".curfew") : Path.of(home));
    }

    /** The first port that the environment asks for, if it does. */
    Optional<Integer> firstPort() {
        String port = environment.getOrDefault(PORT_VARIABLE, "");
        if (port.isBlank()) {
            return Optional.empty();
        }
        try {
            Ports.from(Integer.parseInt(port));
            return Optional.of(Integer.valueOf(port));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure("%s must be a port number, was %s".formatted(PORT_VARIABLE, port));
        }
    }

    /** What the stack was last started with, or would be by default. */
    Choice lastChoice() {
        try {
            return Choice.keptIn(state().settings()).orElse(Choice.DEFAULT);
        } catch (IOException e) {
            throw new CommandFailure(CommandFailure.inWords(e));
        }
    }
}
