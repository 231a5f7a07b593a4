package io.curfew.sensor.command;

import com.sun.net.httpserver.HttpServer;
import io.curfew.sensor.enrolment.KeyFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A disk of 4 MiB that really is full. */
@EnabledIf(value = "isRoot", disabledReason = "a file system of its own needs root")
final class EnrolOnFullDiskIT {
    private static final String BEFORE = "site: porto\n";
    private static final String GIVEN = """
            site: "lisbon"
            sensor: "attic"
            source:
              interface: "eth1"
            kafka:
              bootstrap: ["192.0.2.10:9092"]
            """;

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private final StringWriter said = new StringWriter();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer collector;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @BeforeEach
    void mountAndStartACollector() throws Exception {
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.toString());
        Files.writeString(folder.resolve("sensor.yaml"), BEFORE);
        Files.writeString(elsewhere.resolve("token"), "w1-token\n");
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/api/v1/enrolment", exchange -> {
            asked.incrementAndGet();
            byte[] octets = GIVEN.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, octets.length);
            exchange.getResponseBody().write(octets);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stopAndUnmount() throws Exception {
        collector.stop(0);
        run("umount", folder.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    /** Leaves no room for a single octet. */
    private Path fill() throws IOException {
        Path ballast = folder.resolve("ballast");
        byte[] page = new byte[4_096];
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (true) {
                file.write(page);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    private int enrol(Path config, Path key) {
        CommandLine line = new CommandLine(new EnrolCommand());
        line.setErr(new PrintWriter(said, true));
        return line.execute(
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "--force",
                "--config",
                config.toString(),
                "--key",
                key.toString(),
                "--token-file",
                elsewhere.resolve("token").toString());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void withoutRoomForTheConfigurationTheTokenIsNotShown() throws IOException {
        Path ballast = fill();
        Path config = folder.resolve("sensor.yaml");
        Path key = elsewhere.resolve("key.pem");

        assertThat(enrol(config, key)).isEqualTo(2);

        assertThat(asked).hasValue(0);
        assertThat(said.toString())
                .contains("sensor.yaml: cannot be written (No space left on device); make room there and try again");
        assertThat(Files.readString(config)).isEqualTo(BEFORE);
        assertThat(names(folder)).containsExactlyInAnyOrder("sensor.yaml", "ballast");
        Files.delete(ballast);
        assertThat(enrol(config, key)).isZero();
        assertThat(Files.readString(config)).startsWith(GIVEN);
    }

    @Test
    void withoutRoomForTheKeyThereIsNone() throws IOException {
        Path ballast = fill();
        Path key = folder.resolve("key.pem");
        Path config = elsewhere.resolve("sensor.yaml");

        assertThat(enrol(config, key)).isEqualTo(2);

        assertThat(asked).hasValue(0);
        assertThat(said.toString()).contains("key.pem: cannot be written (No space left on device)");
        assertThat(names(folder)).containsExactlyInAnyOrder("sensor.yaml", "ballast");
        assertThat(config).doesNotExist();
        Files.delete(ballast);
        assertThat(enrol(config, key)).isZero();
        assertThat(KeyFile.publicKey(key)).isNotNull();
    }
}
