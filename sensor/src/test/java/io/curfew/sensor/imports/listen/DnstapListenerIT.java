package io.curfew.sensor.imports.listen;

import io.curfew.events.DnsObservation;
import io.curfew.events.Observation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The socket, with a real Unbound that writes to it and a real dig that asks. */
class DnstapListenerIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PORT = "45353";

    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private Path folder = Path.of("");
    private Path socket = Path.of("");
    private DnstapListener listener = new DnstapListener(socket, null, Clock.systemUTC(), observations::add);

    @BeforeEach
    void listen() throws Exception {
        folder = Files.createTempDirectory("dnstap");
        socket = folder.resolve("dnstap.sock");
        listener = started();
    }

    private DnstapListener started() throws InterruptedException {
        DnstapListener made = new DnstapListener(socket, null, Clock.systemUTC(), observations::add);
        made.start();
        await(made, () -> Files.exists(socket));
        return made;
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path one : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static void await(DnstapListener on, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", on.sources()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Process unbound() throws IOException {
        Path configuration = Files.writeString(folder.resolve("unbound.conf"), """
                server:
                    interface: 127.0.0.1@%s
                    username: ""
                    chroot: ""
                    pidfile: ""
                    directory: "%s"
                    use-syslog: no
                    do-daemonize: no
                    module-config: "iterator"
                    local-zone: "example.org." static
                    local-data: "camera.example.org. 300 IN A 192.0.2.21"
                dnstap:
                    dnstap-enable: yes
                    dnstap-socket-path: "%s"
                    dnstap-log-client-query-messages: yes
                    dnstap-log-client-response-messages: yes
                """.formatted(PORT, folder, socket));
        return new ProcessBuilder("unbound", "-d", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("unbound.log").toFile())
                .start();
    }

    private void dig(String... question) throws IOException, InterruptedException {
        String[] command = Stream.concat(
                        Stream.of("dig", "@127.0.0.1", "-p", PORT, "+tries=20", "+timeout=1"), Stream.of(question))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dig.log").toFile())
                .start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private Stream<DnsObservation> answered(String name) {
        return observations.stream()
                .filter(DnsObservation.class::isInstance)
                .map(DnsObservation.class::cast)
                .filter(dns -> dns.questionName().value().equals(name) && dns.responseCode() != null);
    }

    @Test
    void whatUnboundIsAskedIsSeen() throws Exception {
        Process unbound = unbound();
        try {
            await(listener, () -> listener.sources().getFirst().problem() == null);
            dig("camera.example.org", "A");
            dig("nothing.example.org", "AAAA", "+tcp");
            await(listener, () -> answered("nothing.example.org").findAny().isPresent());
        } finally {
            unbound.destroy();
            unbound.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        DnsObservation camera = answered("camera.example.org").findFirst().orElseThrow();
        assertThat(camera.client().ip()).hasToString("127.0.0.1");
        assertThat(camera.answers().getFirst().data()).isEqualTo("192.0.2.21");
        assertThat(camera.answers().getFirst().ttlSeconds()).isEqualTo(300);
        assertThat(camera.timeToAnswer()).isNotNull();
        DnsObservation nothing = answered("nothing.example.org").findFirst().orElseThrow();
        assertThat(nothing.responseCode()).isEqualTo("NXDOMAIN");
        assertThat(nothing.transport().text()).isEqualTo("tcp");
        assertThat(listener.sources().getFirst().misread()).isZero();
    }

    @Test
    void unboundComesBackToASensorThatWasAway() throws Exception {
        Process unbound = unbound();
        try {
            await(listener, () -> listener.sources().getFirst().problem() == null);
            listener.close();
            listener = started();
            await(listener, () -> listener.sources().getFirst().problem() == null);
            dig("camera.example.org", "A");
            await(listener, () -> answered("camera.example.org").findAny().isPresent());
        } finally {
            unbound.destroy();
            unbound.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(listener.sources().getFirst().misread()).isZero();
    }

    @Test
    void theSocketIsOpenToUserAndGroupOnly() throws Exception {
        await(
                listener,
                () -> String.valueOf(listener.sources().getFirst().problem()).contains("no DNS server"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
    }

    @Test
    void aFileThatIsNoSocketIsLeftAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("precious"), "keep");
        try (DnstapListener refused = new DnstapListener(file, null, Clock.systemUTC(), observations::add)) {
            refused.start();
            await(
                    refused,
                    () -> String.valueOf(refused.sources().getFirst().problem()).contains("something else"));
        }

        assertThat(file).hasContent("keep");
    }
}
