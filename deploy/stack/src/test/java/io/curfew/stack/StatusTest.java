package io.curfew.stack;

import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.StateFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code ./curfew status} says of a stack that does not run. */
class StatusTest {
    private static final int NOT_ALL_ANSWER = 3;

    @TempDir
    private Path folder = Path.of("");

    private StateFolder state = new StateFolder(folder);

    @BeforeEach
    void stopAStack() throws IOException {
        state = new StateFolder(folder.resolve("state"));
        state.create();
        Credentials.keptIn(state.credentials());
    }

    @Test
    void anAddressThatTheMachineHasNoLongerIsShownAsItWas() throws Exception {
        Files.writeString(state.settings(), "first-port=21000\nbind=198.51.100.7\n");

        Ended status = status();

        assertThat(status.exit).as(status.output).isEqualTo(NOT_ALL_ANSWER);
        assertThat(status.output).contains("http://198.51.100.7:21000").doesNotContain("Exception");
    }

    @Test
    void aPeakThatCannotBeReadHasNotBeenSeen() throws Exception {
        Files.createFile(state.demoPeak());

        Ended status = status();

        assertThat(status.exit).as(status.output).isEqualTo(NOT_ALL_ANSWER);
        assertThat(status.output).contains("in the demo not seen yet");
    }

    @Test
    void damagedCredentialsGiveOneLine() throws Exception {
        Files.writeString(state.credentials(), "");

        Ended status = status();

        assertThat(status.exit).isEqualTo(1);
        assertThat(status.output)
                .isEqualTo("curfew: " + state.credentials() + " cannot be used (credentials lack ada)\n");
    }

    private Ended status() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "status")
                .redirectErrorStream(true);
        builder.environment().put("CURFEW_HOME", state.path().toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int exit, String output) {}
}
