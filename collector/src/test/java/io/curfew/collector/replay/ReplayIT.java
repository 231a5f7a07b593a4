package io.curfew.collector.replay;

import io.curfew.collector.OwnServers;
import io.curfew.collector.correlate.InMemoryEnrolledSensors;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.store.InMemoryView;
import io.curfew.events.DnsObservation;
import io.curfew.events.DomainName;
import io.curfew.events.Endpoint;
import io.curfew.events.FlowObservation;
import io.curfew.events.IpAddress;
import io.curfew.events.MacAddress;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Outcome;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.Transport;
import io.curfew.events.wire.BatchWriter;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.curfew.policy.replay.Impact;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A what-if over a part of what a real Kafka holds. */
@OwnServers
class ReplayIT {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final Endpoint RESOLVER = end("02:00:00:00:00:01", "192.0.2.1", 53);
    private static final Endpoint CLOUD = end("02:00:00:00:00:01", "203.0.113.9", 443);

    private final Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(2));

    private final InMemoryEnrolledSensors enrolled = new InMemoryEnrolledSensors();
    private final SensorsOfSites sensors = new SensorsOfSites(enrolled, new InMemoryView());

    @TempDir
    private Path folder;

    private static Endpoint end(String mac, String ip, int port) {
        return new Endpoint(MacAddress.parse(mac), IpAddress.parse(ip), port);
    }

    private static Endpoint lamp(int port) {
        return end("02:00:00:00:00:22", "192.0.2.22", port);
    }

    private static Policy policy(String allowed) {
        String text = """
                curfew: 1
                sites: [ { id: lisbon, resolvers: 192.0.2.1, zones: [ { id: things, subnets: 192.0.2.0/26 } ] } ]
                rules: [ { id: things, subject: { zones: things }, allow: [ { to: resolvers }, { to: %s } ] } ]
                """.formatted(allowed);
        return ((PolicyReading.Accepted) PolicyReader.read(1, Map.of("policy.yaml", text))).policy();
    }

    private static Observation answer(Instant at) {
        DomainName name = new DomainName("api.example.org");
        return new DnsObservation(
                at,
                lamp(40_000),
                RESOLVER,
                Transport.UDP,
                List.of(),
                7,
                name,
                "A",
                "NOERROR",
                List.of(new DnsObservation.Answer(name, "A", "203.0.113.9", 60)),
                Duration.ofMillis(3),
                false);
    }

    private static Observation flow(long number, Instant at) {
        return new FlowObservation(
                at,
                number,
                FlowObservation.Phase.END,
                lamp(50_000),
                CLOUD,
                true,
                List.of(),
                Transport.TCP,
                100,
                2,
                300,
                3,
                at,
                at,
                Outcome.CLOSED,
                null,
                null,
                null,
                "",
                null);
    }

    /** A batch for each observation, which reaches Kafka now, as from a spool. */
    private static void tell(KafkaConnection connection, Observation... observations) throws Exception {
        for (int sequence = 0; sequence < observations.length; sequence++) {
            tell(connection, sequence, observations[sequence]);
        }
    }

    private static void tell(KafkaConnection connection, long sequence, Observation observation) throws Exception {
        try (Producer<String, byte[]> sensor =
                new KafkaProducer<>(connection.settings(), new StringSerializer(), new ByteArraySerializer())) {
            ObservationBatch batch =
                    new ObservationBatch(LISBON, new SensorId("attic"), "r", sequence, List.of(observation));
            sensor.send(new ProducerRecord<>(Topics.OBSERVATIONS, LISBON.value(), new BatchWriter().write(batch)))
                    .get();
        }
    }

    @Test
    void whatWasAskedForADayBeforeItBeginsIsKnownAndDoesNotCount() throws Exception {
        try (LocalStack stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA))) {
            KafkaConnection connection =
                    new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
            new TopicSetup(connection, 1, (short) 1).createMissing();
            tell(
                    connection,
                    answer(from.minus(Duration.ofHours(23))),
                    flow(1, from.minusSeconds(1)),
                    flow(2, from),
                    flow(3, from.plusSeconds(60)));
            List<Double> told = new ArrayList<>();

            Impact impact = new Replay(
                            LISBON, policy("internet"), policy("api.example.org"), from, from.plusSeconds(60))
                    .run(new ObservationLog(connection), sensors, told::add);

            assertThat(impact.observations()).isEqualTo(1);
            assertThat(impact.begun()).isEmpty();
            assertThat(told).last().isEqualTo(1.0);
        }
    }

    @Test
    void batchesThatAreNotRecordedAreMissing() throws Exception {
        try (LocalStack stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA))) {
            KafkaConnection connection =
                    new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
            new TopicSetup(connection, 1, (short) 1).createMissing();
            tell(connection, 40, flow(1, from));
            tell(connection, 41, flow(2, from.plusSeconds(10)));
            tell(connection, 44, flow(3, from.plusSeconds(30)));

            Impact impact = new Replay(LISBON, policy("internet"), policy("internet"), from, from.plusSeconds(60))
                    .run(new ObservationLog(connection), sensors, _ -> true);

            assertThat(impact.missing()).singleElement().asString().contains("2 batches");
        }
    }

    @Test
    void aSensorOfWhichOnlyOtherTimesAreRecordedIsMissing() throws Exception {
        try (LocalStack stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA))) {
            KafkaConnection connection =
                    new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
            new TopicSetup(connection, 1, (short) 1).createMissing();
            tell(connection, flow(1, from.minusSeconds(1)), flow(2, from.plusSeconds(60)));
            enrolled.enrol(new EnrolledSensor(LISBON, new SensorId("attic"), null, "ada", Instant.EPOCH, null, null));
            Replay silent = new Replay(LISBON, policy("internet"), policy("internet"), from, from.plusSeconds(60));
            Replay heard = new Replay(LISBON, policy("internet"), policy("internet"), from, from.plusSeconds(61));

            Impact ofSilent = silent.run(new ObservationLog(connection), sensors, _ -> true);
            Impact ofHeard = heard.run(new ObservationLog(connection), sensors, _ -> true);

            assertThat(ofSilent.missing()).singleElement().asString().contains("sensor attic");
            assertThat(ofHeard.missing()).isEmpty();
        }
    }

    @Test
    void aTrialOfTheBeginningOfTimeHasNothingToLearnFrom() throws Exception {
        try (LocalStack stack = LocalStack.start(folder, EnumSet.of(Part.KAFKA))) {
            KafkaConnection connection =
                    new KafkaConnection(Map.of("bootstrap.servers", stack.kafkaBootstrapServers()));
            new TopicSetup(connection, 1, (short) 1).createMissing();
            tell(connection, flow(1, from));

            Impact impact = new Replay(
                            LISBON, policy("internet"), policy("api.example.org"), Instant.EPOCH, from.plusSeconds(60))
                    .run(new ObservationLog(connection), sensors, _ -> true);

            assertThat(impact.begun()).hasSize(1);
        }
    }
}
