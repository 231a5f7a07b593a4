package io.curfew.collector.correlate;

import io.curfew.collector.OwnServers;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.PolicyFolder;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.PolicyReplacement;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.traffic.JudgedBatchReader;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.Alert;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.PORTO;
import static io.curfew.collector.correlate.Seen.THINGS_STAY_HOME;
import static io.curfew.collector.correlate.Seen.batch;
import static io.curfew.collector.correlate.Seen.call;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;

/** A correlation that is killed in the middle of its work, or sent what it cannot take, on a real Kafka. */
@OwnServers
class ExactlyOnceIT {
    private static final int BATCHES_PER_SITE = 800;
    private static final int CALLS_PER_BATCH = 20;
    private static final int KILLS = 2;
    private static final Duration UNTIL_ALL_IS_TOLD = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void aKilledCorrelationFindsWhatAnUndisturbedOneFinds() throws IOException, InterruptedException {
        List<ObservationBatch> batches = batches();

        List<Alert> undisturbed = latest(undisturbed(batches));
        assertThat(undisturbed).isNotEmpty();
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA))) {
            String kafka = stack.kafkaBootstrapServers();
            prepare(kafka);
            send(kafka, batches);
            correlateWithKills(kafka, batches.size(), undisturbed);

            assertThat(latest(alerts(kafka))).containsExactlyInAnyOrderElementsOf(undisturbed);
            assertThat(taken(kafka))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(
                            batches.stream().map(ExactlyOnceIT::name).toList());
        }
    }

    @Test
    void whatCannotBeTakenStopsNoSite() throws IOException, InterruptedException {
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA))) {
            String kafka = stack.kafkaBootstrapServers();
            prepare(kafka);
            keepTheTimesOfSenders(kafka);
            sendWhatCannotBeTaken(kafka);
            send(kafka, List.of(calls(LISBON, 0)));

            Process process = CorrelationProcess.start(kafka, folder.resolve("state"), folder.resolve("log"));
            try (Topic committed = new Topic(kafka, Topics.TRAFFIC, "read_committed");
                    Topic aside = new Topic(kafka, Topics.REJECTED, "read_committed")) {
                committed.readUntil(values -> !values.isEmpty());

                assertThat(aside.readNow()).extracting(value -> value.length).containsExactly(524_288, 524_288, 10);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(taken(kafka)).containsExactly(name(calls(LISBON, 0)));
        }
    }

    @Test
    void whatWasTakenWhileTheClockWasADayAheadStopsNoSite() throws IOException, InterruptedException {
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA))) {
            String kafka = stack.kafkaBootstrapServers();
            prepare(kafka);
            keepTheTimesOfSenders(kafka);
            ObservationBatch ahead = calls(LISBON, 0);
            try (Producer<String, byte[]> producer = producer(kafka)) {
                long tomorrow = System.currentTimeMillis() + Duration.ofDays(1).toMillis();
                var _ = producer.send(new ProducerRecord<>(
                        Topics.OBSERVATIONS, null, tomorrow, LISBON.value(), new BatchWriter().write(ahead)));
            }
            send(kafka, List.of(calls(LISBON, 1)));

            Process process = CorrelationProcess.start(kafka, folder.resolve("state"), folder.resolve("log"));
            try (Topic committed = new Topic(kafka, Topics.TRAFFIC, "read_committed")) {
                committed.readUntil(values -> values.size() >= 2);
            } finally {
                process.destroyForcibly().waitFor();
            }
            assertThat(taken(kafka)).containsExactly(name(ahead), name(calls(LISBON, 1)));
        }
    }

    private static Producer<String, byte[]> producer(String kafka) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** As a topic does that an earlier version laid out, and as a broker that has the senders' wrong clock. */
    private static void keepTheTimesOfSenders(String kafka) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.OBSERVATIONS),
                            List.of(
                                    new AlterConfigOp(
                                            new ConfigEntry("message.timestamp.type", "CreateTime"),
                                            AlterConfigOp.OpType.SET),
                                    new AlterConfigOp(
                                            new ConfigEntry(
                                                    "message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                                            AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** Large, larger than a producer sends by itself, and without a time, as of a client of another make. */
    private static void sendWhatCannotBeTaken(String kafka) {
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        8_000_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int octets : new int[] {1_048_450, 3_000_000}) {
                var _ = producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, LISBON.value(), new byte[octets]));
            }
            var _ = producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, LISBON.value(), new byte[10]) {
                @Override
                public Long timestamp() {
                    return ConsumerRecord.NO_TIMESTAMP;
                }
            });
        }
    }

    private List<Alert> undisturbed(List<ObservationBatch> batches) {
        try (Bench bench = new Bench(folder.resolve("bench"))) {
            bench.rule(1, THINGS_STAY_HOME);
            bench.take(batches.toArray(ObservationBatch[]::new));
            bench.letPass(UNTIL_ALL_IS_TOLD);
            return bench.alerts();
        }
    }

    private static List<ObservationBatch> batches() {
        List<ObservationBatch> batches = new ArrayList<>();
        for (int sequence = 0; sequence < BATCHES_PER_SITE; sequence++) {
            batches.add(calls(LISBON, sequence));
            batches.add(calls(PORTO, sequence));
        }
        return batches;
    }

    private static ObservationBatch calls(SiteId site, int sequence) {
        Instant at = NOON.plusSeconds(sequence);
        List<Observation> seen = new ArrayList<>();
        seen.add(question(at));
        for (int number = 0; number < CALLS_PER_BATCH; number++) {
            seen.add(call(at, (long) sequence * CALLS_PER_BATCH + number));
        }
        return batch(site, sequence, seen.toArray(Observation[]::new));
    }

    private static void prepare(String kafka) {
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", kafka));
        new TopicSetup(connection, 2, (short) 1).createMissing();
        try (PolicyLog policyLog = new PolicyLog(connection, new PolicyFolder(null), Clock.systemUTC())) {
            policyLog.start();
            assertThat(policyLog.replace(THINGS_STAY_HOME, "ada", 0)).isInstanceOf(PolicyReplacement.Accepted.class);
        }
    }

    private static void send(String kafka, List<ObservationBatch> batches) {
        try (Producer<String, byte[]> producer = producer(kafka)) {
            for (ObservationBatch batch : batches) {
                var _ = producer.send(new ProducerRecord<>(
                        Topics.OBSERVATIONS, batch.site().value(), new BatchWriter().write(batch)));
            }
        }
    }

    /** Kills it while a transaction is open, as often as said; returns when everything has been taken. */
    private void correlateWithKills(String kafka, int batches, List<Alert> awaited)
            throws IOException, InterruptedException {
        Path log = folder.resolve("correlation.log");
        try (Topic open = new Topic(kafka, Topics.TRAFFIC, "read_uncommitted");
                Topic committed = new Topic(kafka, Topics.TRAFFIC, "read_committed");
                Topic told = new Topic(kafka, Topics.ALERTS, "read_committed")) {
            for (int kill = 1; kill <= KILLS; kill++) {
                Process process = CorrelationProcess.start(kafka, folder.resolve("state"), log);
                int enough = batches * kill / (KILLS + 2);
                open.readUntil(values -> values.size() >= enough);
                process.destroyForcibly().waitFor();
                assertThat(committed.readNow())
                        .as("everything was done before kill " + kill)
                        .hasSizeLessThan(batches);
            }
            Process process = CorrelationProcess.start(kafka, folder.resolve("state"), log);
            committed.readUntil(values -> values.size() >= batches);
            told.readUntil(values -> counts(told.read(values, Alert.class)).equals(counts(awaited)));
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<Alert> alerts(String kafka) {
        try (Topic alerts = new Topic(kafka, Topics.ALERTS, "read_committed")) {
            return alerts.read(alerts.readNow(), Alert.class);
        }
    }

    private static List<String> taken(String kafka) {
        try (Topic traffic = new Topic(kafka, Topics.TRAFFIC, "read_committed")) {
            return traffic.readNow().stream()
                    .map(value -> name(JudgedBatchReader.read(value).batch()))
                    .toList();
        }
    }

    private static String name(ObservationBatch batch) {
        return batch.site() + "/" + batch.sequence() + "/"
                + batch.observations().size();
    }

    private static Map<String, Long> counts(List<Alert> alerts) {
        Map<String, Long> counts = new HashMap<>();
        alerts.forEach(alert -> counts.put(alert.id(), alert.count()));
        return counts;
    }

    private static List<Alert> latest(List<Alert> alerts) {
        Map<String, Alert> latest = new LinkedHashMap<>();
        alerts.forEach(alert -> latest.put(alert.id(), alert));
        return List.copyOf(latest.values());
    }
}
