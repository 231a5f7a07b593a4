package io.curfew.sensor;

import io.curfew.sensor.command.AuditCommand;
import io.curfew.sensor.command.CheckCommand;
import io.curfew.sensor.command.EncodeCommand;
import io.curfew.sensor.command.EnrolCommand;
import io.curfew.sensor.command.ReadCommand;
import io.curfew.sensor.command.RehearseCommand;
import io.curfew.sensor.command.RunCommand;
import io.curfew.sensor.command.VersionLine;
import io.curfew.sensor.journal.JournalProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The sensor's command line: each subcommand is a class of its own in {@code command}. */
@Command(
        name = "sensor",
        description = "Watches a network segment: who talks to whom, who asks for which name.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        subcommands = {ReadCommand.class, AuditCommand.class, RunCommand.class, CheckCommand.class, EnrolCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        JournalProvider.announce();
        // What machines start does not wait for the command line's library: it takes longer than all the rest.
        if (arguments.length == 3 && arguments[0].equals("run") && arguments[1].equals("--config")) {
            System.exit(new RunCommand(Path.of(arguments[2])).call());
        }
        if (arguments.length == 2 && arguments[0].equals("rehearse")) {
            System.exit(new RehearseCommand(Path.of(arguments[1])).call());
        }
        if (arguments.length > 1 && arguments[0].equals("encode")) {
            List<String> captures = Arrays.asList(arguments).subList(1, arguments.length);
            System.exit(new EncodeCommand(captures, System.out, System.err).call());
        }
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
