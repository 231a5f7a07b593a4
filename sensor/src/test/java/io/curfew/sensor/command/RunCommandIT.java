package io.curfew.sensor.command;

import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.StatusObservation;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.events.wire.SensorKey;
import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.enrolment.KeyFile;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(180)
final class RunCommandIT {
    private static final Path LISBON = DemoWatch.recording("lisbon");
    private static final Set<Part> KAFKA = EnumSet.of(Part.KAFKA);
    private static final int TERMINATED = 143;

    @TempDir
    private static Path folder;

    private static LocalStack stack;

    @BeforeAll
    static void startKafka() throws IOException, InterruptedException {
        stack = LocalStack.start(folder.resolve("stack"), KAFKA);
    }

    @AfterAll
    static void stopKafka() throws IOException {
        stack.close();
    }

    private static Path configuration(String sensor, double speed) throws IOException {
        return Files.writeString(
                folder.resolve(sensor + ".yaml"), """
                site: lisbon
                sensor: %s
                source: {capture: %s, speed: %s}
                kafka: {bootstrap: "%s"}
                """.formatted(sensor, LISBON, speed, stack.kafkaBootstrapServers()));
    }

    private static int run(Path configuration) {
        return new CommandLine(new RunCommand()).execute("--config", configuration.toString());
    }

    /** A sensor in a process of its own, with the flags that it ships with. */
    private static Process shippedSensor(String name, String... moreFlags) throws IOException {
        return ShippedSensor.run(configuration(name, 10), folder.resolve(name + ".log"), moreFlags);
    }

    private static ObservationTopic topic() {
        return new ObservationTopic(stack.kafkaBootstrapServers());
    }

    /** What the pipeline makes of the capture with nothing around it, counted by kind. */
    private static Map<Class<?>, Long> madeOffline() throws IOException {
        List<Observation> made = new ArrayList<>();
        PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, made::add);
        try (CaptureFile capture = CaptureFile.open(LISBON)) {
            while (capture.next(pipeline::packet)) {}
        }
        pipeline.finish();
        return byKind(made);
    }

    private static Map<Class<?>, Long> byKind(List<Observation> observations) {
        return observations.stream()
                .filter(observation -> !(observation instanceof StatusObservation))
                .collect(Collectors.groupingBy(Observation::getClass, Collectors.counting()));
    }

    private static List<Observation> observations(List<ObservationBatch> batches) {
        return batches.stream().flatMap(batch -> batch.observations().stream()).toList();
    }

    private static StatusObservation lastStatus(List<ObservationBatch> batches) {
        Observation last = observations(batches).getLast();
        assertThat(last).isInstanceOf(StatusObservation.class);
        return (StatusObservation) last;
    }

    /** A batch may come twice when the broker's answer got lost; whoever reads ignores it the second time. */
    private static List<ObservationBatch> once(List<ObservationBatch> batches) {
        return batches.stream()
                .collect(Collectors.toMap(
                        ObservationBatch::sequence, Function.identity(), (first, _) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static void assertNoHoles(List<ObservationBatch> batches) {
        assertThat(batches)
                .extracting(ObservationBatch::run)
                .containsOnly(batches.getFirst().run());
        assertThat(batches)
                .extracting(ObservationBatch::sequence)
                .containsExactlyElementsOf(
                        LongStream.range(0, batches.size()).boxed().toList());
    }

    @Test
    void aReplayedCaptureIsInTheTopicAsItWasMade() throws IOException {
        int exitCode = run(configuration("whole", 1_000));

        assertThat(exitCode).isZero();
        try (ObservationTopic topic = topic()) {
            List<ObservationBatch> batches = topic.batches("whole");
            assertNoHoles(batches);
            assertThat(byKind(observations(batches))).isEqualTo(madeOffline());
            StatusObservation status = lastStatus(batches);
            assertThat(status.observationsMade() + 1)
                    .isEqualTo(observations(batches).size());
            assertThat(status.observationsDropped()).isZero();
        }
    }

    @Test
    void aBrokerThatRestartsInTheMiddleLosesNothing() throws Exception {
        Path configuration = configuration("restart", 60);

        // A thread of its own: with two cores the common pool has one, in which a process is waited for as well.
        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(
                () -> run(configuration), task -> Thread.ofPlatform().daemon().start(task));
        try (ObservationTopic topic = topic()) {
            topic.batches("restart", batches -> !batches.isEmpty());
        }
        stack.stop(KAFKA);
        assertThat(exitCode).isNotDone();
        stack.start(KAFKA);

        assertThat(exitCode.get()).isZero();
        try (ObservationTopic topic = topic()) {
            List<ObservationBatch> batches = once(topic.batches("restart"));
            assertNoHoles(batches);
            assertThat(byKind(observations(batches))).isEqualTo(madeOffline());
        }
    }

    @Test
    void aSensorThatIsToldToEndSendsWhatItHas() throws Exception {
        Process sensor = shippedSensor("ended");
        try (ObservationTopic topic = topic()) {
            topic.batches("ended", batches -> !batches.isEmpty());

            sensor.destroy();

            assertThat(sensor.waitFor()).isEqualTo(TERMINATED);
            List<ObservationBatch> batches = topic.batches("ended");
            assertNoHoles(batches);
            StatusObservation status = lastStatus(batches);
            assertThat(status.flowsOpen()).isZero();
            assertThat(status.observationsMade() + 1)
                    .isEqualTo(observations(batches).size());
        } finally {
            sensor.destroyForcibly();
        }
    }

    /** They are 3 MiB of the memory that a sensor has. */
    @Test
    void aSensorSpeaksToKafkaWithoutTheClassesThatCouldManageIt() throws Exception {
        Path loaded = folder.resolve("loaded.log");
        Process sensor = shippedSensor("unmanaged", "-Xlog:class+load:file=" + loaded);
        try (ObservationTopic topic = topic()) {
            topic.batches("unmanaged", batches -> !batches.isEmpty());
        } finally {
            sensor.destroy();
            sensor.waitFor();
        }

        assertThat(loaded)
                .content()
                .contains(" org.apache.kafka.clients.producer.KafkaProducer ")
                .contains(" java.lang.management.ManagementFactory ")
                .doesNotContain(" com.sun.jmx.mbeanserver.MBeanIntrospector ")
                .doesNotContain(" sun.management.ManagementFactoryHelper ");
    }

    @Test
    void aSensorWithAKeySignsEachBatchAndOneWithoutNone() throws IOException {
        Path key = folder.resolve("key.pem");
        KeyFile.make(key);
        Path configuration = configuration("signing", 1_000);
        Files.writeString(configuration, Files.readString(configuration) + "key: " + key + "\n");

        assertThat(run(configuration)).isZero();
        assertThat(run(configuration("plain", 1_000))).isZero();

        SensorKey own = KeyFile.publicKey(key);
        try (ObservationTopic topic = topic()) {
            topic.batches("signing");
            assertThat(topic.recordsRead())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(ObservationTopic.isSigned(line, own))
                            .isEqualTo(ObservationTopic.sensor(line).equals("signing")));
        }
    }

    @Test
    void aKeyThatIsNotThereStartsNothing() throws IOException {
        Path configuration = configuration("keyless", 1_000);
        Files.writeString(configuration, Files.readString(configuration) + "key: missing.pem\n");

        assertThat(run(configuration)).isEqualTo(2);
    }

    @Test
    void aConfigurationWithMistakesStartsNothing() throws IOException {
        Path configuration = Files.writeString(folder.resolve("wrong.yaml"), "site: lisbon\n");

        assertThat(run(configuration)).isEqualTo(2);
    }

    @Test
    void aCaptureThatIsNotThereIsBadInput() throws IOException {
        Path configuration = Files.writeString(
                folder.resolve("missing.yaml"),
                Files.readString(configuration("missing", 1)).replace(LISBON.toString(), "missing.pcap"));

        assertThat(run(configuration)).isEqualTo(2);
    }

    @EnabledIf(value = "isRoot", disabledReason = "only root may capture")
    @Test
    void theFirstPacketOnASilentWireIsToldWithinASecond() throws Exception {
        Path configuration =
                Files.writeString(folder.resolve("silent.yaml"), """
                site: lisbon
                sensor: silent
                source: {interface: lo, filter: udp port 9}
                kafka: {bootstrap: "%s"}
                """.formatted(stack.kafkaBootstrapServers()));
        Map<Integer, Long> sentMillis = new HashMap<>();

        CompletableFuture<Integer> exitCode = CompletableFuture.supplyAsync(
                () -> runFor(configuration, Duration.ofSeconds(14)),
                task -> Thread.ofPlatform().daemon().start(task));
        for (int packet = 0; packet < 10; packet++) {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                sentMillis.put(socket.getLocalPort(), System.currentTimeMillis());
                socket.send(new DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), 9));
            }
            // A little more than a second, so that the sensor's clockwork is met at each of its moments.
            TimeUnit.MILLISECONDS.sleep(1_130);
        }

        exitCode.get();
        List<Long> delaysMillis = new ArrayList<>();
        try (ObservationTopic topic = topic()) {
            topic.batches("silent");
            for (ConsumerRecord<String, byte[]> told : topic.recordsRead()) {
                ObservationBatch batch = ((BatchReading.Accepted) BatchReader.read(told.value())).batch();
                for (Observation observation : batch.observations()) {
                    if (batch.sensor().value().equals("silent")
                            && observation instanceof FlowObservation flow
                            && flow.phase() == FlowObservation.Phase.START) {
                        long sent = sentMillis.getOrDefault(flow.initiator().port(), 0L);
                        delaysMillis.add(told.timestamp() - sent);
                    }
                }
            }
        }
        assertThat(delaysMillis).hasSizeGreaterThan(5).allMatch(delay -> delay <= 1_000);
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int runFor(Path configuration, Duration longest) {
        try {
            return new RunCommand(configuration, longest).call();
        } catch (InterruptedException asked) {
            throw new IllegalStateException(asked);
        }
    }
}
