package io.curfew.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The {@code ./curfew} script of a repository with a state folder and ports of its own.
 *
 * @param repository where the script stands
 * @param home the state folder, {@code CURFEW_HOME}
 * @param port the first of its ports, {@code CURFEW_PORT}
 */
record Curfew(Repository repository, Path home, int port) {

    /** What a command printed and how it ended. */
    record Ended(String command, int exit, String output, String errors, Duration took) {
        @Override
        public String toString() {
            return command + " ended with " + exit + " after " + took.toMillis() + " ms\n" + output + errors;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Runs a shell command line in the repository's root, as a person would type it. */
    Ended shell(String command, Duration limit) throws IOException, InterruptedException {
        Path output = Files.createTempFile("curfew-output", ".txt");
        Path errors = Files.createTempFile("curfew-errors", ".txt");
        try {
            long begin = System.nanoTime();
            Process process = start(command, output, errors);
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                throw new AssertionError(command + " did not end within " + limit + "\n" + Files.readString(output)
                        + Files.readString(errors));
            }
            return new Ended(
                    command,
                    process.exitValue(),
                    Files.readString(output),
                    Files.readString(errors),
                    Duration.ofNanos(System.nanoTime() - begin));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Starts a shell command line in the background. */
    Process start(String command, Path output, Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of("sh", "-c", command))
                .directory(repository.root().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().putAll(environment());
        return builder.start();
    }

    Map<String, String> environment() {
        return Map.of("CURFEW_HOME", home.toString(), "CURFEW_PORT", Integer.toString(port));
    }

    /** The generated passwords and secrets by the name of who uses them. */
    Map<String, String> credentials() throws IOException {
        return Files.readAllLines(credentialsFile(), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+"))
                .collect(java.util.stream.Collectors.toMap(words -> words[0], words -> words[1]));
    }

    Path credentialsFile() {
        return home.resolve("credentials");
    }
}
