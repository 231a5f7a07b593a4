package io.curfew.sensor.command;

import io.curfew.events.wire.SensorKey;
import io.curfew.sensor.configuration.ConfigurationReader;
import io.curfew.sensor.configuration.ConfigurationReading;
import io.curfew.sensor.configuration.ConfigurationWriter;
import io.curfew.sensor.enrolment.Collector;
import io.curfew.sensor.enrolment.ConfigurationFile;
import io.curfew.sensor.enrolment.KeyFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Makes a sensor of this machine that was invited by a collector: a key of its own where there is none, and the
 * configuration that the collector gives for the token. Nothing is written unless all of it can be.
 */
@Command(
        name = "enrol",
        description = {
            "Makes this machine a sensor that a collector has invited: makes the sensor's own key, shows it and the "
                    + "invitation's token to the collector, and writes the configuration that it gives.",
            "The token is asked for, or read from standard input."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the configuration is written", "1:the collector gave none", "2:something here is in the way"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
public final class EnrolCommand implements Callable<Integer> {
    private static final int ENROLLED = 0;
    private static final int NOT_ENROLLED = 1;
    private static final int IN_THE_WAY = 2;

    @Parameters(paramLabel = "URL", description = "where the console is, like https://curfew.example.org")
    private URI address = URI.create("");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "a file whose first line is the token, instead of standard input")
    private @Nullable Path tokenFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "/etc/curfew/sensor.yaml",
            description = "the configuration to write (default: ${DEFAULT-VALUE})")
    private Path config = Path.of("");

    @Option(
            names = "--key",
            paramLabel = "FILE",
            defaultValue = "/var/lib/curfew-sensor/key.pem",
            description = "the sensor's own key, made where there is none (default: ${DEFAULT-VALUE})")
    private Path key = Path.of("");

    @Option(
            names = "--authority",
            paramLabel = "FILE",
            description = "certificates of who may vouch for the console, in PEM, instead of those that Java trusts")
    private @Nullable Path authority;

    @Option(names = "--force", description = "replace a configuration that is there already")
    private boolean force;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        try {
            if (!force && ConfigurationFile.isFilledIn(config) && !mayReplace()) {
                return complaint(IN_THE_WAY, config + " says already where a sensor stands: --force replaces it");
            }
            Collector collector = new Collector(address, authority);
            if (collector.isReadableOnTheWay()) {
                say("warning: " + address + " is not encrypted: who listens on the way may take this sensor's place");
            }
            String token = token();
            if (token.isEmpty()) {
                return complaint(IN_THE_WAY, "no token was given");
            }
            return enrol(collector, token);
        } catch (IllegalArgumentException wrong) {
            return complaint(IN_THE_WAY, wrong.getMessage());
        } catch (IOException trouble) {
            return complaint(IN_THE_WAY, said(trouble));
        }
    }

    private int enrol(Collector collector, String token) throws IOException, InterruptedException {
        try (ConfigurationFile written = ConfigurationFile.open(config)) {
            if (!Files.exists(key)) {
                KeyFile.make(key);
                say("made the key " + key);
            }
            SensorKey ownKey = KeyFile.publicKey(key);
            String text;
            try {
                text = collector.enrol(token, ownKey);
            } catch (IOException refused) {
                return complaint(NOT_ENROLLED, said(refused));
            }
            String whole = text + "key: "
                    + ConfigurationWriter.quoted(key.toAbsolutePath().toString()) + "\n";
            if (ConfigurationReader.read(config, whole) instanceof ConfigurationReading.Accepted accepted) {
                try {
                    written.write(whole);
                } catch (IOException refused) {
                    return complaint(IN_THE_WAY, said(refused) + ", with another token: this one is used up");
                }
                say("wrote " + config + " for the sensor "
                        + accepted.configuration().sensor() + " at "
                        + accepted.configuration().site());
                return ENROLLED;
            }
            return complaint(NOT_ENROLLED, address + ": gave no configuration that this version understands");
        }
    }

    private boolean mayReplace() {
        return terminal()
                .map(asked -> asked.readLine("%s says already where a sensor stands. Replace it? [y/N] ", config))
                .filter(answer -> answer.strip().equalsIgnoreCase("y"))
                .isPresent();
    }

    private static Optional<Console> terminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal);
    }

    /** Never among the arguments, where every user of the machine could read it. */
    private String token() throws IOException {
        if (tokenFile != null) {
            return firstLine(
                    new BufferedReader(new InputStreamReader(Files.newInputStream(tokenFile), StandardCharsets.UTF_8)));
        }
        Optional<Console> terminal = terminal();
        if (terminal.isPresent()) {
            char[] typed = terminal.get().readPassword("Token: ");
            return typed == null ? "" : new String(typed).strip();
        }
        return firstLine(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
    }

    private static String firstLine(BufferedReader lines) throws IOException {
        try (lines) {
            return Optional.ofNullable(lines.readLine()).orElse("").strip();
        }
    }

    private static String said(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or folder";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied (try sudo)";
            case FileSystemException file -> String.valueOf(file.getMessage());
            default -> String.valueOf(trouble.getMessage());
        };
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
    }

    private int complaint(int exitCode, @Nullable String what) {
        say("curfew: " + what);
        return exitCode;
    }
}
