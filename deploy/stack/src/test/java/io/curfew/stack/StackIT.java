package io.curfew.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.stack.file.WholeFile;
import io.curfew.stack.part.Credentials;
import io.curfew.stack.part.Part;
import io.curfew.stack.part.Ports;
import io.curfew.stack.part.Programs;
import io.curfew.stack.part.Server;
import io.curfew.stack.part.Setting;
import io.curfew.stack.part.StateFolder;
import io.curfew.stack.process.RecordedProcess;
import io.curfew.stack.supervision.Servers;
import io.curfew.stack.supervision.Stack;
import io.curfew.stack.supervision.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The program as {@code ./curfew} runs it, with real servers. */
class StackIT {
    private static final Set<Part> SERVERS = Set.of(Part.KAFKA, Part.OPENSEARCH, Part.KEYCLOAK);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aTakenPortGivesOneLineAndLeavesNothingBehind() throws Exception {
        int first = firstOfSixFreePorts();
        try (ServerSocket _ = new ServerSocket(first + 4, 1, InetAddress.getLoopbackAddress())) {
            Ended up = curfew(first, "up", "--without-collector");

            assertThat(up.exit).isEqualTo(1);
            assertThat(up.output.lines())
                    .singleElement()
                    .asString()
                    .startsWith("curfew: port " + (first + 4) + ", for Kafka, is taken by process ");
            assertThat(state().path()).doesNotExist();
        }
    }

    @Test
    void whatFailsToStartTakesAlongWhatWasStartedBesideIt() throws Exception {
        Ports ports = Ports.free();
        Setting setting = Setting.onLoopback(Programs.find(), state(), ports);
        Credentials credentials = Credentials.generate(new SecureRandom());
        Stack stack = new Stack(
                state(), Servers.of(setting, credentials, Set.of(Part.KAFKA, Part.OPENSEARCH)), new SilentProgress());
        try (ServerSocket _ = new ServerSocket(ports.kafkaController(), 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(stack::start)
                    .withMessageStartingWith("Kafka ended before it answered")
                    .withMessageContaining(state().logs().toString());
        }

        assertThat(state().record(Part.KAFKA)).doesNotExist();
        assertThat(state().record(Part.OPENSEARCH)).doesNotExist();
    }

    /** As on a full disk: the record cannot be written, so nobody would know of the process. */
    @Test
    void aProcessThatCannotBeRecordedIsNotLeftRunning() throws Exception {
        Setting setting = Setting.onLoopback(Programs.find(), state(), Ports.free());
        List<Server> kafka = Servers.of(setting, Credentials.generate(new SecureRandom()), Set.of(Part.KAFKA));
        Files.createDirectories(WholeFile.begun(state().record(Part.KAFKA)).resolve("in-the-way"));

        assertThatExceptionOfType(IOException.class).isThrownBy(new Stack(state(), kafka, new SilentProgress())::start);

        assertThat(state().living(Part.KAFKA)).isEmpty();
    }

    @Test
    void downStopsWhatHasNoRecord() throws Exception {
        int first = firstOfSixFreePorts();
        Setting setting = Setting.onLoopback(Programs.find(), state(), Ports.from(first));
        new Stack(
                        state(),
                        Servers.of(setting, Credentials.generate(new SecureRandom()), Set.of(Part.KAFKA)),
                        new SilentProgress())
                .start();
        Files.delete(state().record(Part.KAFKA));

        Ended down = curfew(first, "down");

        assertThat(down.output).contains("Kafka       stopped");
        assertThat(state().living(Part.KAFKA)).isEmpty();
    }

    @Test
    void aKilledPartIsSeenAndStartedAgainWhileTheOthersAreKept() throws Exception {
        int first = firstOfSixFreePorts();
        try {
            assertThat(curfew(first, "up", "--without-collector"))
                    .satisfies(up -> assertThat(up.exit).as(up.output).isZero());
            long keycloak = pid(first, Part.KEYCLOAK);
            ProcessHandle kafka = ProcessHandle.of(pid(first, Part.KAFKA)).orElseThrow();

            kafka.destroyForcibly();
            kafka.onExit().join();

            assertThat(part(status(first), Part.KAFKA).path("state").asText()).isEqualTo("died");
            assertThat(curfew(first, "up", "--without-collector").output)
                    .contains("Keycloak    runs already", "OpenSearch  runs already", "Kafka       answers after");
            assertThat(pid(first, Part.KEYCLOAK)).isEqualTo(keycloak);
            assertThat(pid(first, Part.KAFKA)).isNotEqualTo(kafka.pid());
            assertThat(status(first).path("memory").path("pssBytes").asLong()).isGreaterThan(100_000_000);
        } finally {
            curfew(first, "down");
        }

        assertThat(SERVERS)
                .allSatisfy(part ->
                        assertThat(RecordedProcess.read(state().record(part))).isEmpty());
    }

    private long pid(int firstPort, Part part) throws Exception {
        return part(status(firstPort), part).path("pid").asLong();
    }

    private JsonNode status(int firstPort) throws Exception {
        return new ObjectMapper().readTree(curfew(firstPort, "status", "--json").output);
    }

    private static JsonNode part(JsonNode status, Part part) {
        return StreamSupport.stream(status.path("parts").spliterator(), false)
                .filter(entry -> entry.path("name").asText().equals(part.id()))
                .findFirst()
                .orElseThrow();
    }

    private Ended curfew(int firstPort, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("CURFEW_HOME", state().path().toString());
        builder.environment().put("CURFEW_PORT", Integer.toString(firstPort));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private StateFolder state() {
        return new StateFolder(folder.resolve("state"));
    }

    private static int firstOfSixFreePorts() {
        return IntStream.iterate(27_480, first -> first < 32_000, first -> first + 6)
                .filter(first -> IntStream.range(first, first + 6).allMatch(StackIT::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private record Ended(int exit, String output) {}

    private record SilentProgress() implements Stack.Progress {
        @Override
        public void started(Part part, RecordedProcess process) {}

        @Override
        public void answers(Part part, boolean fresh, Duration after) {}

        @Override
        public void stopped(Part part, boolean clean, Duration after) {}
    }
}
