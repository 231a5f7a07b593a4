package io.curfew.sensor.command;

import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReading;
import io.curfew.sensor.audit.PolicyFiles;
import io.curfew.sensor.configuration.ConfigurationReader;
import io.curfew.sensor.configuration.ConfigurationReading;
import io.curfew.sensor.configuration.ConfigurationWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

/** Says what is wrong with a policy, or prints the configuration that {@code run} would use. */
@Command(
        name = "check",
        description = "Says what is wrong with a policy, or prints the effective configuration of a sensor.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:no mistakes, there may be warnings", "2:there are mistakes"},
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
public final class CheckCommand implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int MISTAKEN = 2;

    /** What is to be checked. */
    static final class Subject {
        @Option(names = "--config", paramLabel = "FILE", description = "the sensor's configuration")
        private @Nullable Path config;

        @Option(names = "--policy", paramLabel = "POLICY", description = "a policy file or folder")
        private @Nullable Path policy;
    }

    @ArgGroup(multiplicity = "1")
    private Subject subject = new Subject();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    /** For the command line. */
    public CheckCommand() {
        this(Clock.systemUTC());
    }

    CheckCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        PrintWriter output = spec.commandLine().getOut();
        PrintWriter complaints = spec.commandLine().getErr();
        int exitCode = subject.policy != null
                ? policy(subject.policy, output, complaints)
                : configuration(subject.config == null ? Path.of("sensor.yaml") : subject.config, output, complaints);
        output.flush();
        complaints.flush();
        return exitCode;
    }

    private static int configuration(Path file, PrintWriter output, PrintWriter complaints) {
        return switch (ConfigurationReader.read(file)) {
            case ConfigurationReading.Accepted(var configuration) -> {
                output.print(ConfigurationWriter.write(configuration));
                yield FINE;
            }
            case ConfigurationReading.Refused(var mistakes) -> {
                mistakes.forEach(complaints::println);
                yield MISTAKEN;
            }
        };
    }

    private int policy(Path path, PrintWriter output, PrintWriter complaints) {
        try {
            return switch (PolicyFiles.read(path)) {
                case PolicyReading.Accepted accepted -> {
                    Policy policy = accepted.policy();
                    accepted.warningsAt(clock.instant()).forEach(warning -> complaints.println("warning: " + warning));
                    output.println(
                            path + ": a policy of " + number(policy.sites().size(), "site") + ", "
                                    + number(policy.devices().size(), "listed device") + " and "
                                    + number(policy.rules().size(), "rule"));
                    yield FINE;
                }
                case PolicyReading.Refused(var mistakes) -> {
                    mistakes.forEach(complaints::println);
                    yield MISTAKEN;
                }
            };
        } catch (IOException unreadable) {
            complaints.println("curfew: " + unreadable.getMessage());
            return MISTAKEN;
        }
    }

    private static String number(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
