package io.curfew.stack.command;

import io.curfew.stack.part.Part;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.supervision.Stack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Stops what runs. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the collector, then the servers it writes to. The data stays; ./curfew up finds it again.",
        footer = {"", "Environment:", "  CURFEW_HOME=FOLDER  the state folder (default: .curfew)"})
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    DownCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        StateFolder state = Surroundings.present().state();
        Set<Part> running = RunningParts.of(state);
        if (running.isEmpty()) {
            out.println("Nothing of " + state.path() + " runs.");
            return 0;
        }
        try (OnlyOne _ = OnlyOne.at(state)) {
            new Stack(state, List.of(), new UpCommand.Lines(out)).stop(running);
        }
        return 0;
    }
}
