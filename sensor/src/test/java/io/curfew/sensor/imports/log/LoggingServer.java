package io.curfew.sensor.imports.log;

import io.curfew.events.DnsObservation;
import io.curfew.events.Observation;
import io.curfew.sensor.imports.FlowNumbers;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;

/** A real DNS server on a free port of loopback, its log followed, and real questions put to it. */
final class LoggingServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process server;
    private final int port;
    private final LogImport log;
    private final List<Observation> observations = new ArrayList<>();

    /** @param command starts it in the foreground, for that port */
    LoggingServer(LogKind kind, Path file, Path folder, int port, List<String> command)
            throws IOException, InterruptedException {
        this.port = port;
        this.log = new LogImport(
                kind,
                file,
                new LogSettings(ZoneId.systemDefault(), null, Clock.systemUTC()),
                true,
                folder.resolve("state"),
                Clock.systemUTC(),
                new FlowNumbers(),
                this::take);
        this.server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.out").toFile())
                .start();
        log.start();
        assertThat(isUp()).as("the server answers").isTrue();
    }

    /** True once it takes connections: it serves UDP and TCP from the same moment on. */
    private boolean isUp() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && !server.waitFor(50, TimeUnit.MILLISECONDS)) {
            try (Socket connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return connection.isConnected();
            } catch (IOException _) {
                // Not yet.
            }
        }
        return false;
    }

    static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }

    private synchronized void take(Observation observation) {
        observations.add(observation);
        notifyAll();
    }

    /** Asks as a device does. */
    void ask(String... question) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("dig", "@127.0.0.1", "-p", Integer.toString(port), "+time=2", "+tries=5", "+noedns"));
        command.addAll(List.of(question));
        Process dig = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(dig.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(dig.exitValue()).isZero();
    }

    void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(server.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** What came of the log so far, once {@code enough} is true of it. */
    synchronized List<DnsObservation> questions(Predicate<List<DnsObservation>> enough) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<DnsObservation> questions = observations.stream()
                    .filter(DnsObservation.class::isInstance)
                    .map(DnsObservation.class::cast)
                    .toList();
            long left = deadline - System.nanoTime();
            if (enough.test(questions) || left <= 0) {
                return questions;
            }
            wait(Math.max(1, left / 1_000_000));
        }
    }

    LogImport log() {
        return log;
    }

    @Override
    public void close() {
        server.destroy();
        log.close();
    }
}
