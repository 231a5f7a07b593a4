package io.curfew.sensor.publish;

import io.curfew.events.SiteId;
import io.curfew.events.TopicLayout;
import io.curfew.events.Topics;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A sensor's clock that is not the broker's, on a real Kafka: it takes no time that is before its own. */
@Timeout(120)
final class KafkaRecordLogIT {
    private static final String TOPIC = "observations-of-another-time";
    private static final Map<String, String> SENDERS_TIME = Map.of("message.timestamp.type", "CreateTime");
    private static final EncodedBatch BATCH = new EncodedBatch(new SiteId("lisbon"), 0, new byte[10], 1, Instant.EPOCH);

    @TempDir
    private Path folder;

    private LocalStack stack;

    @BeforeEach
    void startKafka() throws IOException, InterruptedException {
        stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA));
    }

    @AfterEach
    void stopKafka() throws IOException {
        stack.close();
    }

    private void createTopic(Map<String, String> settings) throws Exception {
        Map<String, String> strict = new HashMap<>(settings);
        strict.put("message.timestamp.before.max.ms", "0");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1).configs(strict)))
                    .all()
                    .get();
        }
    }

    private KafkaRecordLog log() {
        return new KafkaRecordLog(List.of(stack.kafkaBootstrapServers()), "curfew-sensor", TOPIC, null);
    }

    private static List<Thread> producers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-producer-network-thread"))
                .toList();
    }

    @Test
    void asTopicsAreLaidOutNoClockKeepsObservationsAway() throws Exception {
        TopicLayout observations = TopicLayout.all().stream()
                .filter(topic -> topic.name().equals(Topics.OBSERVATIONS))
                .findFirst()
                .orElseThrow();

        createTopic(observations.settings());
        try (KafkaRecordLog log = log()) {
            assertThat(log.append(List.of(BATCH))).isEqualTo(new RecordLog.Appending.Appended(1));
        }
    }

    @Test
    void aBrokerThatRefusesTheTimeOfThisMachineIsNotSaidToBeAway() throws Exception {
        createTopic(SENDERS_TIME);
        try (KafkaRecordLog log = log()) {
            assertThat(log.append(List.of(BATCH)))
                    .isInstanceOfSatisfying(
                            RecordLog.Appending.Postponed.class,
                            postponed -> assertThat(postponed.reason())
                                    .startsWith(
                                            "the clocks of this machine and of the broker differ too much, set them: "
                                                    + "InvalidTimestampException"));
        }
    }

    @Test
    void aBrokerThatRefusesTheTimeIsAskedAgainByTheSameProducerWithOneBatchForAll() throws Exception {
        createTopic(SENDERS_TIME);
        List<EncodedBatch> batches = List.of(BATCH, BATCH, BATCH);
        try (KafkaRecordLog log = log()) {
            assertThat(log.append(batches)).isInstanceOf(RecordLog.Appending.Postponed.class);
            List<Thread> producers = producers();

            assertThat(log.append(batches)).isInstanceOf(RecordLog.Appending.Postponed.class);

            assertThat(producers).hasSize(1);
            assertThat(producers()).isEqualTo(producers);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()))) {
                admin.incrementalAlterConfigs(Map.of(
                                new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                                List.of(new AlterConfigOp(
                                        new ConfigEntry("message.timestamp.type", "LogAppendTime"),
                                        AlterConfigOp.OpType.SET))))
                        .all()
                        .get();
            }
            assertThat(log.append(batches)).isEqualTo(new RecordLog.Appending.Appended(1));
            assertThat(log.append(batches)).isEqualTo(new RecordLog.Appending.Appended(3));
        }
    }
}
