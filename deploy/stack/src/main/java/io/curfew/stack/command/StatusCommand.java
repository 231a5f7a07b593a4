package io.curfew.stack.command;

import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.Setting;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.supervision.Servers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;

/** Says how each part is, and what all of it costs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Shows each part: whether it answers, its process, address, memory and how long it has run.",
        footer = {
            "",
            "Memory is the proportional share (PSS) of each process. Exit status: 0 all parts answer, 3 some do not.",
            "",
            "Environment:",
            "  CURFEW_HOME=FOLDER  the state folder (default: .curfew)"
        })
final class StatusCommand implements Callable<Integer> {
    private static final int NOT_ALL_ANSWER = 3;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init")
    StatusCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Surroundings surroundings = Surroundings.present();
        StateFolder state = surroundings.state();
        if (!Files.exists(state.credentials())) {
            if (json) {
                out.println(StackReport.ofNothing(state).json());
            } else {
                out.println("Curfew has not been started in " + state.path() + ": ./curfew up");
            }
            return NOT_ALL_ANSWER;
        }
        Setting setting = surroundings.lastChoice().setting(surroundings.programs(), state);
        Credentials credentials = Credentials.keptIn(state.credentials());
        List<PartReport> parts = new ArrayList<>();
        for (Server server : Servers.of(setting, credentials, EnumSet.allOf(Part.class))) {
            parts.add(PartReport.of(server, state));
        }
        StackReport report = new StackReport(state, parts, StackReport.demoPeakBytes(state));
        if (json) {
            out.println(report.json());
        } else {
            report.print(out);
            if (report.allAnswer()) {
                out.println();
                Welcome.people(out, credentials);
            }
        }
        return report.allAnswer() ? 0 : NOT_ALL_ANSWER;
    }
}
