package io.curfew.collector.notify.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.RealPeer;
import io.curfew.collector.notify.SampleChannels;
import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** MQTT, to a real mosquitto. */
class MqttCarrierTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Channel.Login CURFEW = new Channel.Login("curfew", "hunter2", null);

    @TempDir
    private static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static RealPeer broker;
    private static int port;
    private static int tlsPort;

    @BeforeAll
    static void aBrokerThatAsksForAPassword() throws Exception {
        port = RealPeer.freePort();
        tlsPort = RealPeer.freePort();
        RealPeer.certificate(folder);
        run("mosquitto_passwd", "-b", "-c", "passwords", "curfew", "hunter2");
        Files.writeString(folder.resolve("mosquitto.conf"), """
                user root
                allow_anonymous false
                password_file %1$s/passwords
                listener %2$d 127.0.0.1
                listener %3$d 127.0.0.1
                certfile %1$s/certificate.pem
                keyfile %1$s/key.pem
                """.formatted(folder, port, tlsPort));
        broker = RealPeer.start(folder, port, "/usr/sbin/mosquitto", "-c", "mosquitto.conf");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    /** What a subscriber hears of all topics while something is published. */
    private static final class Subscriber implements AutoCloseable {
        private final RealPeer peer;

        Subscriber() throws IOException {
            peer = RealPeer.start(
                    folder,
                    port,
                    "mosquitto_sub",
                    "-p",
                    String.valueOf(port),
                    "-u",
                    "curfew",
                    "-P",
                    "hunter2",
                    "-d",
                    "-q",
                    "1",
                    "-v",
                    "-t",
                    "#");
            Awaitility.await().atMost(PATIENCE).until(() -> peer.output().contains("Subscribed"));
        }

        String payload(String topic) {
            return Awaitility.await()
                    .atMost(PATIENCE)
                    .until(
                            () -> peer.output()
                                    .lines()
                                    .filter(line -> line.startsWith(topic + " {"))
                                    .map(line -> line.substring(topic.length() + 1))
                                    .reduce("", (_, last) -> last),
                            payload -> !payload.isEmpty());
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    private static Delivery carry(String target, Channel.Login login, @Nullable Path trust, Notice notice)
            throws InterruptedException {
        Channel channel = SampleChannels.channel(Kind.MQTT, target, login, trust);
        return new MqttCarrier(channel, new Links(null), VERTX).carry(notice);
    }

    @Test
    void eachAlertHasATopicAndEachSiteItsState() throws Exception {
        try (Subscriber subscriber = new Subscriber()) {
            Notice notice = SampleNotices.of(SampleNotices.alert("a1"), SampleNotices.alert("a2"));

            assertThat(carry("mqtt://127.0.0.1:" + port, CURFEW, null, notice)).isEqualTo(Delivery.taken());

            JsonNode change = new ObjectMapper().readTree(subscriber.payload("curfew/lisbon/alerts/a2"));
            assertThat(change.path("turn").asText()).isEqualTo("opened");
            assertThat(change.path("alert").path("device").asText()).isEqualTo("camera");
            assertThat(subscriber.payload("curfew/lisbon/state")).isEqualTo("{\"open\":2}");
        }
    }

    @Test
    void homeAssistantIsToldWhatThereIs() throws Exception {
        carry("mqtt://127.0.0.1:" + port, CURFEW, null, SampleNotices.of(SampleNotices.alert("a1")));

        try (Subscriber late = new Subscriber()) {
            JsonNode sensor = new ObjectMapper()
                    .readTree(late.payload("homeassistant/binary_sensor/curfew_lisbon/violation/config"));
            assertThat(sensor.path("state_topic").asText()).isEqualTo("curfew/lisbon/state");
            assertThat(sensor.path("device_class").asText()).isEqualTo("problem");
            assertThat(sensor.path("unique_id").asText()).isEqualTo("curfew_lisbon_violation");
            assertThat(late.payload("homeassistant/sensor/curfew_lisbon/open/config"))
                    .contains("value_json.open");
        }
    }

    @Test
    void aTestComesOnATopicOfItsOwn() throws Exception {
        try (Subscriber subscriber = new Subscriber()) {
            carry("mqtt://127.0.0.1:" + port, CURFEW, null, Notice.test("phone", NOON));

            assertThat(subscriber.payload("curfew/test")).contains("\"test\":true");
        }
    }

    @Test
    void aHostileNameStaysInItsPlace() throws Exception {
        try (Subscriber subscriber = new Subscriber()) {
            carry("mqtt://127.0.0.1:" + port, CURFEW, null, SampleNotices.of(SampleNotices.hostile()));

            JsonNode change = new ObjectMapper().readTree(subscriber.payload("curfew/lisbon/alerts/a1"));
            assertThat(change.path("alert").path("deviceName").asText()).isEqualTo(SampleNotices.HOSTILE);
        }
    }

    @Test
    void tlsWithACertificateOfOnesOwn() throws Exception {
        Notice notice = SampleNotices.of(SampleNotices.alert("a1"));
        Path trust = folder.resolve("certificate.pem");

        assertThat(carry("mqtts://localhost:" + tlsPort, CURFEW, trust, notice)).isEqualTo(Delivery.taken());
        assertThat(carry("mqtts://localhost:" + tlsPort, CURFEW, null, notice)).isInstanceOf(Delivery.Away.class);
        // The certificate is for localhost.
        assertThat(carry("mqtts://127.0.0.1:" + tlsPort, CURFEW, trust, notice)).isInstanceOf(Delivery.Away.class);
    }

    @Test
    void whoIsNotLetInOrNotThereIsAway() throws Exception {
        Notice notice = SampleNotices.of(SampleNotices.alert("a1"));

        assertThat(carry("mqtt://127.0.0.1:" + port, new Channel.Login("curfew", "wrong", null), null, notice))
                .isInstanceOfSatisfying(
                        Delivery.Away.class, away -> assertThat(away.reason()).contains("NOT_AUTHORIZED"));
        assertThat(carry("mqtt://127.0.0.1:" + RealPeer.freePort(), CURFEW, null, notice))
                .isEqualTo(Delivery.away("the host does not take connections there"));
    }
}
