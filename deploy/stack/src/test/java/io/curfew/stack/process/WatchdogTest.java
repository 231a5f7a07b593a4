package io.curfew.stack.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class WatchdogTest {
    private static final String MARKER = "-Dstack.process=kafka@/a folder with spaces";

    @Test
    void aWatchedProcessEndsWithTheProgramThatIsKilled(@TempDir Path folder) throws Exception {
        Process program = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = program.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle watched =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            assertThat(watched.isAlive()).isTrue();

            program.destroyForcibly();

            assertThat(watched.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
        }
    }

    /** The program that is killed: starts a process, has it watched, says its id and waits. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            RecordedProcess process = DetachedProcess.start(new Launch(
                    List.of("/bin/sh", "-c", "while :; do sleep 1; done", MARKER),
                    MARKER,
                    Map.of(),
                    folder,
                    folder.resolve("console.log")));
            Watchdog.start().watch(process);
            System.out.println(process.pid());
            Thread.currentThread().join();
        }
    }
}
