package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.configuration.SignatureDemand;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.traffic.JudgedBatch;
import io.curfew.collector.traffic.JudgedBatchReader;
import io.curfew.collector.traffic.TrafficJson;
import io.curfew.events.ObservationBatch;
import io.curfew.events.Topics;
import io.curfew.events.wire.BatchWriter;
import io.curfew.events.wire.SensorKey;
import io.curfew.policy.Alert;
import io.curfew.policy.Command;
import io.curfew.policy.Device;
import io.curfew.policy.Hint;
import io.curfew.policy.TrafficHour;
import io.curfew.policy.language.Policy;
import io.curfew.policy.language.PolicyReader;
import io.curfew.policy.language.PolicyReading;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The topology on a bench: batches and commands in, findings out, the policy at hand. */
final class Bench implements AutoCloseable {
    /** Few, so that tests with several sites read rows again. */
    private static final int ROWS_AT_HAND = 16;

    final InMemoryEnrolledSensors sensors = new InMemoryEnrolledSensors();
    final MeterRegistry registry = new SimpleMeterRegistry();
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> observations;
    private final TestInputTopic<String, byte[]> commands;
    private final TestInputTopic<String, byte[]> hints;
    private final TestInputTopic<String, byte[]> sightings;
    private final TestOutputTopic<String, byte[]> traffic;
    private final TestOutputTopic<String, byte[]> hours;
    private final TestOutputTopic<String, byte[]> devices;
    private final TestOutputTopic<String, byte[]> alerts;
    private final TestOutputTopic<String, byte[]> rejected;
    private Policy policy = Policy.none();
    private Policy before = Policy.none();
    private int looksBehind;
    private long passedNanos;

    Bench(Path stateDirectory) {
        this(stateDirectory, ROWS_AT_HAND);
    }

    Bench(Path stateDirectory, int rowsAtHand) {
        this(stateDirectory, rowsAtHand, SignatureDemand.ENROLLED, 1);
    }

    /** One that wants signatures. */
    Bench(Path stateDirectory, SignatureDemand demand) {
        this(stateDirectory, ROWS_AT_HAND, demand, 1);
    }

    /** One that has the first of several partitions. */
    static Bench ofPartitions(Path stateDirectory, int partitions) {
        return new Bench(stateDirectory, ROWS_AT_HAND, SignatureDemand.ENROLLED, partitions);
    }

    private Bench(Path stateDirectory, int rowsAtHand, SignatureDemand demand, int partitions) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        LatestEnrolments latest = new LatestEnrolments(sensors, () -> passedNanos);
        driver = new TopologyTestDriver(
                CorrelationTopology.of(
                        this::knownPolicy,
                        () -> new SignatureCheck(sensors, demand, latest),
                        new CorrelationMetrics(registry),
                        new RowsAtHand(rowsAtHand),
                        partitions,
                        () -> passedNanos),
                properties);
        observations = driver.createInputTopic(Topics.OBSERVATIONS, new StringSerializer(), new ByteArraySerializer());
        commands = driver.createInputTopic(Topics.COMMANDS, new StringSerializer(), new ByteArraySerializer());
        hints = driver.createInputTopic(Topics.HINTS, new StringSerializer(), new ByteArraySerializer());
        sightings = driver.createInputTopic(Topics.SIGHTINGS, new StringSerializer(), new ByteArraySerializer());
        traffic = output(Topics.TRAFFIC);
        hours = output(Topics.HOURS);
        devices = output(Topics.DEVICES);
        alerts = output(Topics.ALERTS);
        rejected = output(Topics.REJECTED);
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private Policy knownPolicy() {
        return looksBehind-- > 0 ? before : policy;
    }

    /** Lets the process know only the policy before for the next {@code looks}. */
    void fallBehind(int looks) {
        looksBehind = looks;
    }

    /** Puts a policy in force. */
    void rule(long version, String text) {
        rule(policy(version, text));
    }

    /** Puts a policy in force. */
    void rule(Policy next) {
        before = policy;
        policy = next;
    }

    /** Reads a policy that has no mistakes. */
    static Policy policy(long version, String text) {
        return switch (PolicyReader.read(version, Map.of("policy.yaml", text))) {
            case PolicyReading.Accepted accepted -> accepted.policy();
            case PolicyReading.Refused refused ->
                throw new IllegalArgumentException(refused.mistakes().toString());
        };
    }

    /** Sets the clock of the machine ahead: no time passes. */
    void setClockAhead(Duration length) {
        driver.advanceWallClockTime(length);
    }

    /** Lets time pass. */
    void letPass(Duration length) {
        passedNanos += length.toNanos();
        driver.advanceWallClockTime(length);
    }

    void take(ObservationBatch... batches) {
        for (ObservationBatch batch : batches) {
            take(batch.site().value(), new BatchWriter().write(batch));
        }
    }

    /** Whatever somebody wrote to the topic. */
    void take(String key, byte[] value) {
        observations.pipeInput(key, value);
    }

    /** Whatever somebody wrote to the topic, with a signature. */
    void take(String key, byte[] value, byte[] signature) {
        observations.pipeInput(new TestRecord<>(key, value, new RecordHeaders().add(SensorKey.HEADER, signature)));
    }

    void take(Command command) {
        try {
            commands.pipeInput(command.site().value(), mapper.writeValueAsBytes(command));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whatever somebody wrote to the topic of hints. */
    void takeHint(String key, Hint hint) {
        try {
            hints.pipeInput(key, mapper.writeValueAsBytes(hint));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whatever is written to the topic of sightings. */
    void takeSighting(String key, String value) {
        sightings.pipeInput(key, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whatever somebody wrote to the topic of commands. */
    void takeCommand(String key, byte[] value) {
        commands.pipeInput(key, value);
    }

    /** The alerts since the last call, in their order. */
    List<Alert> alerts() {
        return alerts.readValuesToList().stream()
                .map(value -> read(value, Alert.class))
                .toList();
    }

    List<Device> devices() {
        return devices.readValuesToList().stream()
                .map(value -> read(value, Device.class))
                .toList();
    }

    /** The judged batches since the last call. */
    List<JudgedBatch> judgedBatches() {
        return traffic.readValuesToList().stream().map(JudgedBatchReader::read).toList();
    }

    /** The documents since the last call, in their order. */
    List<JsonNode> traffic() {
        return judgedBatches().stream().flatMap(this::documents).toList();
    }

    private Stream<JsonNode> documents(JudgedBatch batch) {
        return new TrafficJson()
                .documents(batch).stream()
                        .map(document -> StandardCharsets.UTF_8.decode(document).toString())
                        .map(text -> read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    }

    /** The hours since the last call, in their order. */
    List<TrafficHour> hours() {
        return hours.readValuesToList().stream()
                .flatMap(value -> Arrays.stream(read(value, TrafficHour[].class)))
                .toList();
    }

    /** Traffic, dossiers and alerts since the last call, as they stand on their topics. */
    void told(Outcome outcome) {
        traffic.readRecordsToList().forEach(line -> outcome.traffic(line.value()));
        devices.readRecordsToList().forEach(line -> outcome.device(line.key(), line.value()));
        alerts.readRecordsToList().forEach(line -> outcome.alert(line.key(), line.value()));
    }

    List<TestRecord<String, byte[]>> rejected() {
        return rejected.readRecordsToList();
    }

    /** What a counter of the correlation stands at. */
    double counted(String name) {
        return registry.get("curfew.correlate." + name).counter().count();
    }

    private <T> T read(byte[] value, Class<T> type) {
        try {
            return mapper.readValue(value, type);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
