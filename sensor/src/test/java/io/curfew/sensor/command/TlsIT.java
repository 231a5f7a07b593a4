package io.curfew.sensor.command;

import io.curfew.events.AnnouncementObservation;
import io.curfew.events.Endpoint;
import io.curfew.events.IpAddress;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.publish.KafkaRecordLog;
import io.curfew.sensor.publish.KafkaTls;
import io.curfew.sensor.publish.Outbox;
import io.curfew.sensor.publish.Publication;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A real broker with a listener that wants TLS and a certificate of whoever connects. */
@Timeout(180)
final class TlsIT {
    private static final Path SERVER =
            Path.of("../deploy/servers/kafka/target/server").toAbsolutePath().normalize();
    private static final Endpoint VACUUM = new Endpoint(null, IpAddress.parse("192.0.2.21"), 5_353);

    @TempDir
    private static Path folder;

    private static int plainPort;
    private static int tlsPort;

    @Nullable
    private static Process broker;

    @BeforeAll
    static void startBroker() throws Exception {
        authority("ca");
        authority("stranger");
        certificate("broker", "ca", "IP:127.0.0.1");
        certificate("sensor", "ca", "DNS:sensor.example.org");
        certificate("intruder", "stranger", "DNS:sensor.example.org");
        plainPort = freePort();
        tlsPort = freePort();
        Path properties = Files.writeString(folder.resolve("server.properties"), properties(freePort()));
        broker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        SERVER.resolve("classes") + ":" + SERVER.resolve("lib") + "/*",
                        "io.curfew.server.kafka.Broker",
                        properties.toString(),
                        "Y3VyZmV3LWxvY2FsLTAwMQ")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("broker.log").toFile())
                .start();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + plainPort))) {
            admin.createTopics(List.of(new NewTopic(Topics.OBSERVATIONS, 1, (short) 1)))
                    .all()
                    .get(90, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stopBroker() {
        if (broker != null) {
            broker.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String properties(int controllerPort) throws IOException {
        return """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%1$d,SSL://127.0.0.1:%2$d,CONTROLLER://127.0.0.1:%3$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,SSL://127.0.0.1:%2$d
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=1@127.0.0.1:%3$d
                log.dirs=%4$s
                auto.create.topics.enable=false
                log.cleaner.dedupe.buffer.size=8388608
                ssl.client.auth=required
                ssl.truststore.type=PEM
                ssl.truststore.location=%5$s
                ssl.keystore.type=PEM
                ssl.keystore.location=%6$s
                """.formatted(
                        plainPort,
                        tlsPort,
                        controllerPort,
                        folder.resolve("data"),
                        folder.resolve("ca.pem"),
                        Files.writeString(
                                folder.resolve("broker-both.pem"),
                                Files.readString(folder.resolve("broker-key.pem"))
                                        + Files.readString(folder.resolve("broker.pem"))));
    }

    private static void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path said = folder.resolve("openssl.log");
        Process openssl = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(openssl.waitFor()).as(Files.readString(said)).isZero();
    }

    private static void authority(String name) throws IOException, InterruptedException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + name,
                "-keyout",
                name + "-key.pem",
                "-out",
                name + ".pem");
    }

    private static void certificate(String name, String authority, String alternative)
            throws IOException, InterruptedException {
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=" + alternative,
                "-keyout",
                name + "-key.pem",
                "-out",
                name + ".csr");
        openssl(
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                authority + ".pem",
                "-CAkey",
                authority + "-key.pem",
                "-CAcreateserial",
                "-days",
                "2",
                "-copy_extensions",
                "copy",
                "-out",
                name + ".pem");
    }

    private static KafkaTls tls(String authority, String name) {
        return new KafkaTls(
                folder.resolve(authority + ".pem"), folder.resolve(name + ".pem"), folder.resolve(name + "-key.pem"));
    }

    /** Sends one batch; true when it got there within the time. */
    private static boolean sends(String sensor, @Nullable KafkaTls tls, Duration patience) throws InterruptedException {
        Outbox outbox =
                new Outbox(new SiteId("lisbon"), new SensorId(sensor), "run-1", 1 << 20, Outbox.WhenFull.DROP_OLDEST);
        outbox.accept(new AnnouncementObservation(Instant.EPOCH, VACUUM, "mdns", "vacuum", null, null));
        try (Publication publication = new Publication(
                outbox, new KafkaRecordLog(List.of("127.0.0.1:" + tlsPort), sensor, Topics.OBSERVATIONS, tls, null))) {
            publication.start();
            publication.finish(patience);
        }
        return outbox.counters().sent() == 1;
    }

    @Test
    void aSensorWithACertificateSendsOverTls() throws Exception {
        assertThat(sends("known", tls("ca", "sensor"), Duration.ofSeconds(60))).isTrue();

        try (ObservationTopic topic = new ObservationTopic("127.0.0.1:" + plainPort)) {
            assertThat(topic.batches("known")).hasSize(1);
        }
    }

    @Test
    void aBrokerWhoseAuthorityIsNotTheSensorsGetsNothing() throws Exception {
        assertThat(sends("wary", tls("stranger", "sensor"), Duration.ofSeconds(5)))
                .isFalse();
    }

    @Test
    void aSensorWhoseAuthorityIsNotTheBrokersIsTurnedAway() throws Exception {
        assertThat(sends("foreign", tls("ca", "intruder"), Duration.ofSeconds(5)))
                .isFalse();
    }

    @Test
    void aSensorThatSpeaksPlainlyIsTurnedAway() throws Exception {
        assertThat(sends("plain", null, Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void aWholeReplayGoesOverTls() throws Exception {
        Path configuration =
                Files.writeString(folder.resolve("replay.yaml"), """
                site: lisbon
                sensor: replay
                source: {capture: %s, speed: 1000}
                kafka:
                  bootstrap: "127.0.0.1:%d"
                  tls: {authority: ca.pem, certificate: sensor.pem, key: sensor-key.pem}
                """.formatted(DemoWatch.recording("porto"), tlsPort));

        int exitCode = new CommandLine(new RunCommand()).execute("--config", configuration.toString());

        assertThat(exitCode).isZero();
        try (ObservationTopic topic = new ObservationTopic("127.0.0.1:" + plainPort)) {
            assertThat(topic.batches("replay")).isNotEmpty();
        }
    }
}
