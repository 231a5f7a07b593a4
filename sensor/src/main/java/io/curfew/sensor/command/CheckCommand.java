package io.curfew.sensor.command;

import io.curfew.sensor.configuration.ConfigurationReader;
import io.curfew.sensor.configuration.ConfigurationReading;
import io.curfew.sensor.configuration.ConfigurationWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Prints the configuration that {@code run} would use. Exit 0, or 2 when the file has mistakes. */
@Command(
        name = "check",
        description = "Prints the effective configuration, or what is wrong with it.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
public final class CheckCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "the sensor's configuration")
    private Path config = Path.of("sensor.yaml");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return switch (ConfigurationReader.read(config)) {
            case ConfigurationReading.Accepted(var configuration) -> {
                spec.commandLine().getOut().print(ConfigurationWriter.write(configuration));
                spec.commandLine().getOut().flush();
                yield 0;
            }
            case ConfigurationReading.Refused(var mistakes) -> {
                mistakes.forEach(spec.commandLine().getErr()::println);
                yield 2;
            }
        };
    }
}
