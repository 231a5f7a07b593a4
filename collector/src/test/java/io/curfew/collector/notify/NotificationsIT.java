package io.curfew.collector.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.curfew.collector.OwnServers;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.store.Samples;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import io.curfew.policy.Standing;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import jakarta.mail.internet.MimeMessage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * From an alert in a real Kafka to a webhook, a broker, a mail server and a log server, in a process that is killed,
 * with the webhook away for a while.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
@OwnServers
class NotificationsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CHANNELS = List.of("hook", "broker", "mail", "log");

    @TempDir
    private static Path folder;

    private final ObjectMapper json = CurfewJson.mapper();
    private final List<String> hooked = new CopyOnWriteArrayList<>();
    private volatile boolean isHookAway;
    private LocalStack stack;
    private Producer<String, byte[]> producer;
    private HttpServer hook;
    private GreenMail mail;
    private RealPeer broker;
    private RealPeer subscriber;
    private RealPeer log;
    private final List<String> settings = new ArrayList<>();
    private Process role;

    @BeforeAll
    void kafkaAndFourPeers() throws Exception {
        stack = LocalStack.start(
                Files.createTempDirectory(Files.createDirectories(Path.of("target")), "notify"),
                EnumSet.of(Part.KAFKA));
        new TopicSetup(kafka(), 2, (short) 1).createMissing();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/", this::hook);
        hook.start();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
        int mqtt = RealPeer.freePort();
        broker = RealPeer.start(folder, mqtt, "/usr/sbin/mosquitto", "-p", String.valueOf(mqtt));
        subscriber = RealPeer.start(
                folder, mqtt, "mosquitto_sub", "-p", String.valueOf(mqtt), "-q", "1", "-v", "-t", "curfew/#");
        int syslog = RealPeer.freePort();
        Files.writeString(folder.resolve("rsyslog.conf"), """
                module(load="imtcp")
                input(type="imtcp" address="127.0.0.1" port="%2$d")
                template(name="parsed" type="string" string="%%structured-data%%\\n")
                action(type="omfile" file="%1$s/received" template="parsed")
                """.formatted(folder, syslog));
        log = RealPeer.start(
                folder, syslog, "/usr/sbin/rsyslogd", "-n", "-f", folder + "/rsyslog.conf", "-i", folder + "/pid");
        channel("hook", "webhook", "http://127.0.0.1:" + hook.getAddress().getPort() + "/hook");
        channel("broker", "mqtt", "mqtt://127.0.0.1:" + mqtt);
        channel("mail", "mail", "smtp://127.0.0.1:" + mail.getSmtp().getPort());
        channel("log", "syslog", "tcp://127.0.0.1:" + syslog);
        settings.add("curfew.notifications.channels.mail.from=curfew@example.org");
        settings.add("curfew.notifications.channels.mail.to=ada@example.org");
        settings.add("curfew.notifications.channels.mail.starttls=false");
        settings.add("curfew.notifications.longest-wait=1s");
        happens("old", NOON, 1);
        role = process();
    }

    private void channel(String name, String kind, String target) {
        String prefix = "curfew.notifications.channels." + name + ".";
        settings.add(prefix + "kind=" + kind);
        settings.add(prefix + "target=" + target);
        settings.add(prefix + "gather=100ms");
    }

    private KafkaConnection kafka() {
        return new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
    }

    @AfterAll
    void stop() throws Exception {
        role.destroyForcibly().waitFor();
        log.close();
        subscriber.close();
        broker.close();
        mail.stop();
        hook.stop(0);
        producer.close();
        stack.close();
    }

    private void hook(HttpExchange exchange) throws IOException {
        JsonNode message = json.readTree(exchange.getRequestBody());
        if (!isHookAway) {
            message.path("changes")
                    .forEach(
                            change -> hooked.add(change.path("alert").path("id").asText()));
        }
        exchange.sendResponseHeaders(isHookAway ? 503 : 204, -1);
        exchange.close();
    }

    private Process process() throws IOException {
        return NotificationsProcess.start(
                stack.kafkaBootstrapServers(), Path.of("target", "notifications-role.log"), settings);
    }

    private void kill() throws InterruptedException {
        role.destroyForcibly().waitFor();
    }

    private void happens(String id, Instant opened, long count) throws Exception {
        Alert alert = Samples.alert(id, LISBON, CAMERA)
                .standing(Standing.opened(opened))
                .count(count)
                .build();
        producer.send(new ProducerRecord<>(Topics.ALERTS, id, json.writeValueAsBytes(alert)))
                .get();
    }

    /** What each peer was told, in the order of its coming. */
    private List<String> told(String channel) throws Exception {
        return switch (channel) {
            case "hook" -> List.copyOf(hooked);
            case "broker" ->
                subscriber
                        .output()
                        .lines()
                        .filter(line -> line.startsWith("curfew/lisbon/alerts/"))
                        .map(line -> line.substring("curfew/lisbon/alerts/".length(), line.indexOf(' ')))
                        .toList();
            case "log" ->
                Files.exists(folder.resolve("received"))
                        ? Files.readAllLines(folder.resolve("received")).stream()
                                .filter(line -> line.contains("alert=\""))
                                .map(line -> line.replaceFirst(".*alert=\"([^\"]*)\".*", "$1"))
                                .toList()
                        : List.of();
            default -> mailed();
        };
    }

    private List<String> mailed() throws Exception {
        List<String> told = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            message.getContent()
                    .toString()
                    .lines()
                    .filter(line -> line.startsWith("https://curfew.example.org/violations/"))
                    .forEach(line -> told.add(line.substring(line.lastIndexOf('/') + 1)));
        }
        return told;
    }

    private void awaitTold(String channel, String... ids) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told(channel)).as(channel).containsExactly(ids));
    }

    /** The offset of each channel stands at the end of the topic: nothing more would be told. */
    private void awaitAllRead(List<String> channels) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            Awaitility.await().atMost(PATIENCE).until(() -> channels.stream().allMatch(name -> isAtEnd(admin, name)));
        }
    }

    private static boolean isAtEnd(Admin admin, String channel) {
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets("curfew-notify-" + channel)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            committed.keySet().forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return committed.size() == 2 && committed.equals(ends);
        } catch (ExecutionException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void everyChannelIsToldOnceThroughOutagesAndKills() throws Exception {
        awaitAllRead(CHANNELS);
        Instant now = Clock.systemUTC().instant();

        happens("a1", now, 1);
        for (String channel : CHANNELS) {
            awaitTold(channel, "a1");
        }

        isHookAway = true;
        happens("a1", now, 2);
        happens("old", NOON, 2);
        happens("a2", now, 1);
        for (String channel : List.of("broker", "mail", "log")) {
            awaitTold(channel, "a1", "a2");
        }
        awaitAllRead(List.of("broker", "mail", "log"));

        kill();
        happens("a3", now, 1);
        happens("a2", now, 5);
        role = process();
        for (String channel : List.of("broker", "mail", "log")) {
            awaitTold(channel, "a1", "a2", "a3");
        }
        assertThat(told("hook")).containsExactly("a1");

        isHookAway = false;
        awaitTold("hook", "a1", "a2", "a3");
        awaitAllRead(CHANNELS);
        for (String channel : CHANNELS) {
            assertThat(told(channel)).as(channel).containsExactly("a1", "a2", "a3");
        }
    }
}
