package io.curfew.sensor;

import io.curfew.sensor.command.AuditCommand;
import io.curfew.sensor.command.CheckCommand;
import io.curfew.sensor.command.EncodeCommand;
import io.curfew.sensor.command.ReadCommand;
import io.curfew.sensor.command.RehearseCommand;
import io.curfew.sensor.command.RunCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The sensor's command line: each subcommand is a class of its own in {@code command}. */
@Command(
        name = "sensor",
        description = "Watches a network segment: who talks to whom, who asks for which name.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ReadCommand.class,
            AuditCommand.class,
            RunCommand.class,
            CheckCommand.class,
            EncodeCommand.class,
            RehearseCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
