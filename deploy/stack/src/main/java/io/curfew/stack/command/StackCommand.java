package io.curfew.stack.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The words that the stack's program understands. {@code ./curfew} finds the JDK and builds, then hands over to it. */
@Command(
        name = "curfew",
        description = "Runs Curfew on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {UpCommand.class, StatusCommand.class, DemoCommand.class, DownCommand.class})
public final class StackCommand {
    /** Something is wrong; the last line says what. */
    static final int FAILED = 1;

    private StackCommand() {}

    /** Runs a command and returns the exit status of the program. */
    public static int execute(String[] arguments) {
        return new CommandLine(new StackCommand())
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CommandFailure || failure instanceof java.io.IOException) {
                        command.getErr().println("curfew: " + failure.getMessage());
                        return FAILED;
                    }
                    if (failure instanceof InterruptedException) {
                        command.getErr().println("curfew: interrupted; nothing that was started is left running");
                        return FAILED;
                    }
                    throw failure;
                })
                .execute(arguments);
    }
}
