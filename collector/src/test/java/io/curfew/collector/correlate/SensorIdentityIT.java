package io.curfew.collector.correlate;

import io.curfew.collector.OwnServers;
import io.curfew.collector.enrolment.EnrolledSensor;
import io.curfew.collector.enrolment.Invitation;
import io.curfew.collector.enrolment.Invitations;
import io.curfew.collector.enrolment.Refusal;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchReader;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.BatchWriter;
import io.curfew.events.wire.SensorKey;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static io.curfew.collector.correlate.Seen.ATTIC;
import static io.curfew.collector.correlate.Seen.LISBON;
import static io.curfew.collector.correlate.Seen.NOON;
import static io.curfew.collector.correlate.Seen.PORTO;
import static io.curfew.collector.correlate.Seen.question;
import static org.assertj.core.api.Assertions.assertThat;

/** A sensor as it is shipped, collectors that want signatures, and somebody else, on a real Kafka. */
@Timeout(300)
@OwnServers
class SensorIdentityIT {
    private static final SensorId CELLAR = new SensorId("cellar");
    private static final String REQUIRED = "curfew.sensors.signatures=required";

    @TempDir
    private Path folder;

    private LocalStack stack;
    private SensorLog sensors;
    private KeyPair ofAttic;
    private KeyPair ofCellar;

    @BeforeEach
    void enrolTwoSensors() throws IOException, InterruptedException, GeneralSecurityException {
        stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA));
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", kafka()));
        new TopicSetup(connection, 2, (short) 1).createMissing();
        sensors = new SensorLog(connection);
        sensors.start();
        KeyPairGenerator keys = KeyPairGenerator.getInstance(SensorKey.ALGORITHM);
        ofAttic = keys.generateKeyPair();
        ofCellar = keys.generateKeyPair();
        sensors.write(enrolled(LISBON, ATTIC, ofAttic));
        sensors.write(enrolled(PORTO, CELLAR, ofCellar));
    }

    @AfterEach
    void stop() throws IOException {
        sensors.close();
        stack.close();
    }

    private String kafka() {
        return stack.kafkaBootstrapServers();
    }

    private static EnrolledSensor enrolled(SiteId site, SensorId sensor, KeyPair pair) {
        return new EnrolledSensor(site, sensor, new SensorKey(pair.getPublic()), "olga", NOON, null, null);
    }

    private Process collector(String name) throws IOException {
        return CorrelationProcess.start(
                kafka(), folder.resolve("state-of-" + name), folder.resolve(name + ".log"), REQUIRED);
    }

    /** Lets the sensor tell of the demo's home until all of it is in Kafka. */
    private void letTheSensorTell() throws IOException, InterruptedException {
        Path key = folder.resolve("key.pem");
        if (!Files.exists(key)) {
            Files.createFile(key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    key, block("PRIVATE KEY", ofAttic.getPrivate()) + block("PUBLIC KEY", ofAttic.getPublic()));
        }
        Path configuration = Files.writeString(folder.resolve("sensor.yaml"), """
                site: lisbon
                sensor: attic
                source: {capture: "%s", speed: 10000}
                kafka: {bootstrap: ["%s"]}
                key: key.pem
                """.formatted(
                        Path.of("../deploy/demo/lisbon.pcap.gz").toAbsolutePath(), kafka()));
        Process sensor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@../sensor/src/deb/jvm.options",
                        "-cp",
                        "../sensor/target/app/*",
                        "io.curfew.sensor.Main",
                        "run",
                        "--config",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sensor.log").toFile())
                .start();
        assertThat(sensor.waitFor())
                .as(Files.readString(folder.resolve("sensor.log")))
                .isZero();
    }

    private static String block(String name, Key key) {
        return "-----BEGIN " + name + "-----\n" + Base64.getEncoder().encodeToString(key.getEncoded()) + "\n-----END "
                + name + "-----\n";
    }

    private void send(SiteId site, SensorId sensor, KeyPair signer) throws Exception {
        byte[] value =
                new BatchWriter().write(new ObservationBatch(site, sensor, "forged", 0, List.of(question(NOON))));
        ProducerRecord<String, byte[]> line = new ProducerRecord<>(Topics.OBSERVATIONS, site.value(), value);
        line.headers().add(SensorKey.HEADER, SensorKey.sign(signer.getPrivate(), value));
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(line).get();
        }
    }

    private static ObservationBatch batch(byte[] value) {
        return ((BatchReading.Accepted) BatchReader.read(value)).batch();
    }

    private static List<ObservationBatch> judged(List<byte[]> values) {
        return values.stream()
                .map(JudgedBatchReader::read)
                .map(JudgedBatch::batch)
                .toList();
    }

    @Test
    void aSensorMayBeCalledRefused() {
        SensorId refused = new SensorId("refused");

        sensors.write(enrolled(LISBON, refused, ofCellar));

        assertThat(sensors.find(LISBON, refused)).isPresent();
    }

    @Test
    void anInvitationIsGoodForOneUseAtAllCollectorsTogether() {
        KafkaConnection connection = new KafkaConnection(Map.of("bootstrap.servers", kafka()));
        Invitation invitation =
                new Invitation(LISBON, new SensorId("porch"), "eth0", "olga", Instant.parse("2100-01-01T00:00:00Z"));
        Invitations here = new Invitations(8, sensors.invitations(), Clock.systemUTC());
        String token = here.issue(invitation).orElseThrow();
        String another = here.issue(invitation).orElseThrow();

        try (SensorLog elsewhere = new SensorLog(connection)) {
            elsewhere.start();
            Invitations there = new Invitations(8, elsewhere.invitations(), Clock.systemUTC());
            assertThat(there.redeem(token)).contains(invitation);
            sensors.catchUp();
            assertThat(here.redeem(token)).isEmpty();
            assertThat(here.redeem(another)).contains(invitation);
            elsewhere.catchUp();
            assertThat(there.redeem(another)).isEmpty();
            assertThat(there.redeem(token)).isEmpty();
        }
    }

    @Test
    void aSensorIsHeardUntilItIsRevokedAndNobodyElseInItsName() throws Exception {
        Process first = collector("first");
        Process second = null;
        try (Topic sent = new Topic(kafka(), Topics.OBSERVATIONS, "read_committed");
                Topic taken = new Topic(kafka(), Topics.TRAFFIC, "read_committed");
                Topic refused = new Topic(kafka(), Topics.REJECTED, "read_committed")) {
            letTheSensorTell();
            int told = sent.readNow().size();
            assertThat(told).isPositive();
            assertThat(judged(taken.readUntil(values -> values.size() >= told)))
                    .extracting(ObservationBatch::sensor)
                    .containsOnly(ATTIC);

            send(LISBON, ATTIC, ofCellar);
            assertThat(refused.readUntil(values -> !values.isEmpty()))
                    .extracting(value -> batch(value).run())
                    .containsExactly("forged");
            awaitRefusal("the signature is not by this sensor's key");

            sensors.write(enrolled(LISBON, ATTIC, ofAttic).revoked("ada", Instant.now()));
            letTheSensorTell();
            int toldWhenRevoked = sent.readNow().size() - told - 1;
            assertThat(toldWhenRevoked).isPositive();
            refused.readUntil(values -> values.size() >= 1 + toldWhenRevoked);
            assertThat(taken.readNow()).hasSize(told);
            assertThat(recordedOfLisbon()).hasSize(told);

            first.destroyForcibly().waitFor();
            second = collector("second");
            send(LISBON, ATTIC, ofAttic);
            send(PORTO, CELLAR, ofCellar);
            refused.readUntil(values -> values.size() >= 2 + toldWhenRevoked);
            assertThat(judged(taken.readUntil(values -> values.size() > told)))
                    .last()
                    .extracting(ObservationBatch::sensor)
                    .isEqualTo(CELLAR);
        } finally {
            first.destroyForcibly();
            if (second != null) {
                second.destroyForcibly();
            }
        }
    }

    /** What a policy would be tried on. */
    private List<ObservationBatch> recordedOfLisbon() {
        List<ObservationBatch> recorded = new ArrayList<>();
        new ObservationLog(new KafkaConnection(Map.of("bootstrap.servers", kafka())))
                .read(LISBON, Instant.EPOCH, new ObservationLog.Reader() {
                    @Override
                    public void take(ObservationBatch batch) {
                        recorded.add(batch);
                    }

                    @Override
                    public boolean reached(double done) {
                        return true;
                    }
                });
        return recorded;
    }

    private void awaitRefusal(String reason) throws InterruptedException {
        Optional<Refusal> last = sensors.lastRefusal(LISBON, ATTIC);
        while (last.isEmpty()) {
            Thread.sleep(50);
            last = sensors.lastRefusal(LISBON, ATTIC);
        }
        assertThat(last.get().reason()).isEqualTo(reason);
    }
}
