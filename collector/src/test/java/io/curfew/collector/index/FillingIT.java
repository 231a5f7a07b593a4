package io.curfew.collector.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.OwnServers;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.opensearch.OpenSearchViewIdentity;
import io.curfew.collector.store.opensearch.OpenSearchViewWriter;
import io.curfew.collector.store.opensearch.Server;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchWriter;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.Command;
import io.curfew.policy.JudgedObservation;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.HALL;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** The view in a real OpenSearch, filled from a real Kafka by indexers that run all the while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
@OwnServers
class FillingIT {
    private static final int BATCHES = 40;
    private static final int ALERTS = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private LocalStack stack;
    private Server server;
    private Admin admin;
    private StoredView stored;
    private List<IndexThread> threads;

    @BeforeAll
    void aFilledViewWithItsIndexersRunning() throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "reindex");
        stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA, Part.OPENSEARCH));
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.kafkaBootstrapServers());
        KafkaConnection kafka = new KafkaConnection(settings);
        new TopicSetup(kafka, 2, (short) 1).createMissing();
        send();
        server = Server.at(URI.create(stack.openSearchUrl()), null, Duration.ofSeconds(20), CurfewJson.mapper());
        admin = Admin.create(settings);
        stored = new StoredView(stack.openSearchUrl());
        IndexMetrics metrics = new IndexMetrics(registry);
        OpenSearchViewWriter writer = new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC());
        IndexClients clients = new IndexClients(kafka);
        threads = List.of(
                thread("index-alerts", IndexedTopics.ALERTS, clients, writer, metrics),
                thread("index-devices", IndexedTopics.DEVICES, clients, writer, metrics),
                thread("index-traffic", IndexedTopics.TRAFFIC, clients, writer, metrics));
        threads.forEach(IndexThread::start);
        reindex(false);
    }

    private IndexThread thread(
            String name, Set<String> topics, IndexClients clients, OpenSearchViewWriter writer, IndexMetrics metrics) {
        return new IndexThread(
                name,
                topics,
                clients.of("curfew-" + name, name),
                writer,
                new OpenSearchViewIdentity(server),
                metrics,
                Duration.ofSeconds(1),
                Pace.FULL);
    }

    @AfterAll
    void stop() throws Exception {
        threads.forEach(IndexThread::close);
        stored.close();
        admin.close();
        server.close();
        stack.close();
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Alerts that change, what people decide, a device, and traffic. */
    private void send() throws Exception {
        ObjectMapper json = CurfewJson.mapper();
        try (Producer<String, byte[]> producer = producer()) {
            for (int count = 1; count <= 3; count++) {
                for (int alert = 0; alert < ALERTS; alert++) {
                    byte[] value = json.writeValueAsBytes(Samples.alert("a" + alert, LISBON, CAMERA)
                            .count(count)
                            .build());
                    var _ = producer.send(new ProducerRecord<>(Topics.ALERTS, "a" + alert, value));
                }
            }
            Command mute = new Command.Mute(LISBON, "olga", NOON, "a1", NOON.plusSeconds(60), "noise");
            var _ = producer.send(new ProducerRecord<>(Topics.COMMANDS, "lisbon", json.writeValueAsBytes(mute)));
            for (int sequence = 0; sequence < BATCHES; sequence++) {
                var _ = producer.send(new ProducerRecord<>(Topics.TRAFFIC, "lisbon", traffic(sequence)));
            }
        }
    }

    private static byte[] traffic(int sequence) {
        JudgedObservation judged = Samples.judgedFlow(NOON.plusSeconds(sequence));
        ObservationBatch batch = new ObservationBatch(LISBON, HALL, "r", sequence, List.of(judged.observation()));
        return new JudgedBatchWriter()
                .values(new BatchWriter().write(batch), new JudgedBatch(batch, 0, 4, List.of(judged)))
                .getFirst();
    }

    private String reindex(boolean begins) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            new Reindex(out, admin, new OpenSearchViewIdentity(server), "curfew-index").run(begins);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aDeletedViewIsFilledAgainDocumentByDocument() throws Exception {
        Map<String, JsonNode> before = stored.documents();
        stored.delete();
        assertThat(stored.documents()).isEmpty();

        String said = reindex(true);

        assertThat(before).hasSizeGreaterThanOrEqualTo(ALERTS + 1 + BATCHES);
        assertThat(stored.documents()).isEqualTo(before);
        assertThat(said).contains(Topics.TRAFFIC + " goes back to ").contains("The view has all ");
    }

    @Test
    void aStoreThatLostEverythingIsFilledAgainByItself() throws Exception {
        Map<String, JsonNode> before = stored.documents();
        stored.delete();

        reindex(false);

        assertThat(stored.documents()).isEqualTo(before);
    }

    @Test
    void fillingTheViewAgainChangesNothingInIt() throws Exception {
        Map<String, JsonNode> before = stored.documents();

        reindex(true);
        reindex(true);

        assertThat(stored.documents()).isEqualTo(before);
    }

    /** OpenSearch sets this block by itself when its disk is nearly full, and lifts it when there is room again. */
    private void block(boolean isBlocked) throws Exception {
        stored.send(
                "PUT",
                "/curfew-flows/_settings",
                "{\"index.blocks.read_only_allow_delete\": %s}".formatted(isBlocked ? "true" : "null"));
    }

    @Test
    void whileTheDiskIsNearlyFullNothingIsReadAndAfterwardsNothingIsLost() throws Exception {
        double away = storeAway();
        block(true);
        try (Producer<String, byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.TRAFFIC, "lisbon", traffic(BATCHES)))
                    .get();
        }
        Awaitility.await().atMost(PATIENCE).until(() -> storeAway() > away);
        boolean isKeptMeanwhile = isKept(BATCHES);

        block(false);

        assertThat(isKeptMeanwhile).isFalse();
        Awaitility.await().atMost(PATIENCE).until(() -> isKept(BATCHES));
    }

    private double storeAway() {
        return registry.get("curfew.index.store.away").counter().count();
    }

    private boolean isKept(int sequence) throws Exception {
        return stored.documents().keySet().stream().anyMatch(name -> name.endsWith("/r/" + sequence + "/0"));
    }

    @Test
    void collectorsThatMakeAnIdentityAtTheSameMomentAgree() throws Exception {
        stored.send("DELETE", "/curfew-view/_doc/view", "");
        int collectors = 4;
        try (var pool = Executors.newFixedThreadPool(collectors)) {
            List<Callable<String>> looks =
                    Collections.nCopies(collectors, () -> new OpenSearchViewIdentity(server).current());
            Set<String> found = new HashSet<>();
            for (Future<String> look : pool.invokeAll(looks)) {
                found.add(look.get());
            }

            assertThat(found).hasSize(1);
        }
    }
}
