package io.curfew.sensor.run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** All that a sensor keeps fits into the heap that it ships with, though all of it is full at the same time. */
@Timeout(120)
class FullHeapIT {
    @TempDir
    private static Path folder;

    /** What a sensor told that had all of it filled, by name. */
    private static Map<String, Double> told(Path said) throws IOException {
        try (Stream<String> lines = Files.lines(said)) {
            return lines.filter(line -> line.contains("="))
                    .map(line -> line.split("="))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> Double.parseDouble(pair[1])));
        }
    }

    /** Waits until it has ended in good order. One that hangs is ended: reading what it says would wait for it. */
    private static void awaitEnd(Process sensor) throws InterruptedException {
        try {
            assertThat(sensor.waitFor(100, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(sensor.exitValue())
                    .as(folder.resolve("sensor.log").toString())
                    .isZero();
        } finally {
            sensor.destroyForcibly();
        }
    }

    @Test
    void whateverIsFullAtTheSameTimeASensorGoesOnAndCountsWhatMadeRoom() throws Exception {
        // It lets everybody connect, and never says a word.
        try (ServerSocket kafka = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Path configuration = Files.writeString(folder.resolve("sensor.yaml"), """
                    site: lisbon
                    sensor: hall
                    source: {interface: eth1}
                    kafka: {bootstrap: "127.0.0.1:%d", tls: {}}
                    zones: [{subnets: [192.0.2.0/26], detail: aggregated}]
                    """.formatted(kafka.getLocalPort()));

            Path said = folder.resolve("said");
            Process sensor = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "@" + Path.of("src", "deb", "jvm.options"),
                            "-cp",
                            Path.of("target", "test-classes") + ":" + Path.of("target", "app") + "/*",
                            "io.curfew.sensor.run.HostileSegment",
                            configuration.toString())
                    .redirectError(folder.resolve("sensor.log").toFile())
                    .redirectOutput(said.toFile())
                    .start();
            awaitEnd(sensor);
            Map<String, Double> told = told(said);

            assertThat(told.get("used-share")).isLessThan(0.75);
            assertThat(told)
                    .containsKeys(
                            "flows-evicted",
                            "sums-told-early",
                            "memory-full",
                            "announcements",
                            "dns-streams",
                            "fragmented-packets",
                            "long-names",
                            "name-streams")
                    .doesNotContainValue(0.0)
                    .containsEntry("later-flows", (double) HostileSegment.LATER_FLOWS);
        }
    }
}
