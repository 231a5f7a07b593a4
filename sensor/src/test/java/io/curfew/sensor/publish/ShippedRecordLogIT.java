package io.curfew.sensor.publish;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way to Kafka in a process with the flags that a sensor ships with, where the client finds no management beans.
 */
@Timeout(120)
final class ShippedRecordLogIT {
    @TempDir
    private static Path folder;

    private static List<String> attempts(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Path.of("src", "deb", "jvm.options"));
        command.add("-cp");
        command.add(Path.of("target", "test-classes") + ":" + Path.of("target", "app") + "/*");
        command.add(AppendAttempts.class.getName());
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "attempts", ".log");
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("attempts.err").toFile())
                .redirectOutput(said.toFile())
                .start();
        try {
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aBrokerThatIsAwayIsTriedAgainWithSeveralBatches() throws Exception {
        assertThat(attempts("127.0.0.1:" + freePort(), "2"))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("Unreachable[reason=TimeoutException: "),
                        second -> assertThat(second).startsWith("Unreachable[reason=TimeoutException: "),
                        last -> assertThat(last).isEqualTo("closed"));
    }

    @Test
    void aNameThatDoesNotResolveIsTriedAgainAndSaid() throws Exception {
        String reason = "Unreachable[reason=ConfigException: No resolvable bootstrap urls given in bootstrap.servers]";

        assertThat(attempts("kafka.invalid:9092", "1")).containsExactly(reason, reason, "closed");
    }

    @Test
    void aCertificateThatIsHalfWrittenIsTriedAgain() throws Exception {
        Path half = Files.writeString(folder.resolve("ca.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
        String reason = "Unreachable[reason=IOException: no connection can be set up, "
                + "look at the files of TLS: JMException: a sensor has no server of management beans]";

        assertThat(attempts("127.0.0.1:" + freePort(), "1", half.toString())).containsExactly(reason, reason, "closed");
    }
}
