package io.curfew.collector.kafka;

import io.curfew.collector.OwnServers;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Topics that somebody made otherwise, on a real Kafka. */
@OwnServers
class TopicSetupIT {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path folder;

    private LocalStack stack;
    private KafkaConnection connection;

    @BeforeEach
    void startKafkaWithoutTopics() throws IOException, InterruptedException, ExecutionException {
        stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA));
        connection = new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
        try (Admin admin = Admin.create(connection.settings())) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).isEmpty());
        }
    }

    @AfterEach
    void stopKafka() throws IOException {
        stack.close();
    }

    private void make(String topic, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(connection.settings())) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(admin.listTopics().names().get()).contains(topic));
        }
    }

    private int partitions(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(connection.settings())) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .mapToInt(described -> described.partitions().size())
                    .sum();
        }
    }

    @Test
    void aTopicThatIsMissingGetsAsManyPartitionsAsThoseThatItMeets() throws InterruptedException, ExecutionException {
        make(Topics.OBSERVATIONS, 3);

        int partitions = new TopicSetup(connection, 5, (short) 1).createMissing();

        assertThat(partitions).isEqualTo(3);
        assertThat(partitions(Topics.HINTS)).isEqualTo(3);
        assertThat(partitions(Topics.POLICY)).isEqualTo(1);
    }

    @Test
    void hintsThatCouldNotMeetTheirSitesAreRefused() throws InterruptedException, ExecutionException {
        make(Topics.OBSERVATIONS, 2);
        make(Topics.HINTS, 3);

        assertThatThrownBy(() -> new TopicSetup(connection, 2, (short) 1).createMissing())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("curfew.hints.v1=3, curfew.observations.v1=2");
    }

    @Test
    void sensorsAreEnrolledThoughTheirTopicHasSeveralPartitions() throws InterruptedException, ExecutionException {
        make(Topics.SENSORS, 3);
        SiteId lisbon = new SiteId("lisbon");
        List<SensorId> rooms = List.of(new SensorId("attic"), new SensorId("cellar"), new SensorId("shed"));

        try (SensorLog log = new SensorLog(connection)) {
            log.start();
            rooms.forEach(room -> log.write(new EnrolledSensor(lisbon, room, null, "olga", NOON, null, null)));

            assertThat(rooms).allMatch(room -> log.find(lisbon, room).isPresent());
        }
    }
}
