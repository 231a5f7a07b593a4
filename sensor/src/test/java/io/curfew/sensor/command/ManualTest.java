package io.curfew.sensor.command;

import io.curfew.sensor.Main;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code curfew-sensor(1)} knows the command line. */
final class ManualTest {
    private static final Path MANUAL = Path.of("src/deb/curfew-sensor.1");

    private static Stream<CommandSpec> commands() {
        return CommandLine.Model.CommandSpec.forAnnotatedObject(Main.class).subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden());
    }

    @Test
    void everyCommandAndEveryOptionIsInTheManual() throws IOException {
        String manual = Files.readString(MANUAL).replace("\\-", "-");

        List<String> options = commands()
                .flatMap(command -> command.options().stream())
                .map(OptionSpec::longestName)
                .distinct()
                .toList();
        assertThat(options)
                .hasSizeGreaterThan(5)
                .allSatisfy(option -> assertThat(manual).containsPattern("(?m)^\\.B.*" + option + "\\b"));
        assertThat(commands().map(CommandSpec::name))
                .hasSize(5)
                .allSatisfy(command -> assertThat(manual).contains(".TP\n.B " + command + "\n"));
    }
}
