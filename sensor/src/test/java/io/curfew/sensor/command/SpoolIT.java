package io.curfew.sensor.command;

import io.curfew.events.FlowObservation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.StatusObservation;
import io.curfew.events.wire.BatchReader;
import io.curfew.events.wire.BatchReading;
import io.curfew.sensor.publish.Spool;
import io.curfew.sensor.spool.DiskSpool;
import io.curfew.sensor.spool.SpoolBounds;
import io.curfew.sensor.spool.Uptime;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The sensor as a process on the loopback interface, with a real Kafka that goes away and comes back. */
@EnabledIf(value = "isRoot", disabledReason = "live capture needs root")
@Timeout(240)
final class SpoolIT {
    private static final Set<Part> KAFKA = EnumSet.of(Part.KAFKA);
    private static final int TERMINATED = 143;

    /** Nobody listens there; each datagram from a port of its own is a flow of its own. */
    private static final int THINGS_PORT = 9_999;

    @TempDir
    private static Path folder;

    private static LocalStack stack;

    private final Set<Integer> flowPorts = new TreeSet<>();

    @Nullable
    private Process sensor;

    private int starts;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    @BeforeAll
    static void startKafka() throws IOException, InterruptedException {
        stack = LocalStack.start(folder.resolve("stack"), KAFKA);
    }

    @AfterAll
    static void stopKafka() throws IOException {
        stack.close();
    }

    @AfterEach
    void endSensor() throws Exception {
        if (sensor != null) {
            sensor.destroyForcibly().waitFor();
        }
        stack.start(KAFKA);
    }

    private Process start(String name) throws IOException {
        Path configuration = Files.writeString(
                folder.resolve(name + ".yaml"), """
                site: lisbon
                sensor: %s
                source: {interface: lo, filter: udp port %d}
                kafka: {bootstrap: "%s"}
                spool: {folder: %s-spool}
                """.formatted(name, THINGS_PORT, stack.kafkaBootstrapServers(), name));
        Process started = ShippedSensor.run(configuration, folder.resolve(name + "-" + starts++ + ".log"));
        sensor = started;
        return started;
    }

    private Process running() {
        return Objects.requireNonNull(sensor, "a sensor was started");
    }

    /** Begins so many flows. */
    private void talk(int flows) throws IOException {
        int wanted = flowPorts.size() + flows;
        while (flowPorts.size() < wanted) {
            try (DatagramSocket thing = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                // A port that had its turn would go on with its old flow.
                if (flowPorts.add(thing.getLocalPort())) {
                    thing.send(new DatagramPacket(new byte[20], 20, InetAddress.getLoopbackAddress(), THINGS_PORT));
                }
            }
        }
    }

    private static List<Integer> begun(List<ObservationBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.observations().stream())
                .filter(FlowObservation.class::isInstance)
                .map(FlowObservation.class::cast)
                .filter(flow -> flow.phase() == FlowObservation.Phase.START)
                .map(flow -> flow.initiator().port())
                .toList();
    }

    /** What somebody would find in the spool who looked at its files now. */
    private static List<ObservationBatch> inSpool(String name) throws IOException {
        Path copy = Files.createTempDirectory(folder, "look");
        Path files = folder.resolve(name + "-spool");
        if (!Files.isDirectory(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.filter(one -> !one.endsWith("lock")).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        List<ObservationBatch> batches = new ArrayList<>();
        try (DiskSpool spool = DiskSpool.open(
                copy, new SpoolBounds(SpoolBounds.LEAST_BYTES, Duration.ofDays(1)), Uptime.ofMachine())) {
            for (List<Spool.Kept> kept = spool.oldest(64, 1 << 20); !kept.isEmpty(); kept = spool.oldest(64, 1 << 20)) {
                for (Spool.Kept one : kept) {
                    batches.add(((BatchReading.Accepted)
                                    BatchReader.read(one.batch().value()))
                            .batch());
                    spool.release(one.position(), one.batch().observations());
                }
            }
        }
        return batches;
    }

    /** Waits until the spool has as many flows as were begun since Kafka is away. */
    private static void awaitInSpool(String name, int flows) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        while (begun(inSpool(name)).size() < flows) {
            never.await(200, TimeUnit.MILLISECONDS);
        }
    }

    /** The batches of each run, once each, runs in the order of their first batch. */
    private static Map<String, List<ObservationBatch>> once(List<ObservationBatch> batches) {
        Map<String, Map<Long, ObservationBatch>> runs = new LinkedHashMap<>();
        for (ObservationBatch batch : batches) {
            runs.computeIfAbsent(batch.run(), _ -> new LinkedHashMap<>()).putIfAbsent(batch.sequence(), batch);
        }
        Map<String, List<ObservationBatch>> ordered = new LinkedHashMap<>();
        runs.forEach((run, bySequence) -> ordered.put(run, List.copyOf(bySequence.values())));
        return ordered;
    }

    private static void assertNoGap(Map<String, List<ObservationBatch>> runs) {
        assertThat(runs.values())
                .allSatisfy(batches -> assertThat(batches)
                        .extracting(ObservationBatch::sequence)
                        .containsExactlyElementsOf(
                                LongStream.range(0, batches.size()).boxed().toList()));
    }

    private static List<ObservationBatch> all(Map<String, List<ObservationBatch>> runs) {
        return runs.values().stream().flatMap(List::stream).toList();
    }

    private static StatusObservation lastStatus(List<ObservationBatch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.observations().stream())
                .filter(StatusObservation.class::isInstance)
                .map(StatusObservation.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private List<ObservationBatch> awaitAllInTopic(String name) {
        try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
            return topic.batches(name, batches -> begun(batches).containsAll(flowPorts));
        }
    }

    private void awaitSensor(String name) {
        try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
            topic.batches(name, batches -> !batches.isEmpty());
        }
    }

    @Test
    void aSensorThatIsKilledWhileKafkaIsAwayLosesNothingThatWasInTheSpool() throws Exception {
        start("killed");
        awaitSensor("killed");
        talk(20);
        awaitAllInTopic("killed");
        stack.stop(KAFKA);
        talk(30);
        awaitInSpool("killed", 30);

        running().destroyForcibly().waitFor();
        start("killed");
        awaitLog("killed", "watching");
        talk(30);
        awaitInSpool("killed", 60);
        stack.start(KAFKA);

        Map<String, List<ObservationBatch>> runs = once(awaitAllInTopic("killed"));
        assertThat(runs).hasSize(2);
        assertNoGap(runs);
        assertThat(begun(all(runs))).containsExactlyInAnyOrderElementsOf(flowPorts);
    }

    /** The sensor says in its log that it sees. */
    private void awaitLog(String name, String message) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Path log = folder.resolve(name + "-" + (starts - 1) + ".log");
        while (!Files.readString(log).contains(message)) {
            never.await(100, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void aPowerCutCostsTheTornEndAndSaysSo() throws Exception {
        start("cut");
        awaitSensor("cut");
        stack.stop(KAFKA);
        talk(10);
        awaitInSpool("cut", 10);
        running().destroyForcibly().waitFor();
        List<ObservationBatch> written = inSpool("cut");
        Path last;
        try (Stream<Path> files = Files.list(folder.resolve("cut-spool"))) {
            last = files.filter(file -> file.toString().endsWith(".open"))
                    .findFirst()
                    .orElseThrow();
        }
        try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
            file.setLength(file.length() - 7);
        }

        stack.start(KAFKA);
        Process later = start("cut");
        try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
            topic.batches("cut", batches -> once(batches).size() == 2);
        }
        later.destroy();
        assertThat(later.waitFor()).isEqualTo(TERMINATED);

        try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
            Map<String, List<ObservationBatch>> runs = once(topic.batches("cut"));
            assertNoGap(runs);
            List<ObservationBatch> first =
                    Objects.requireNonNull(runs.get(written.getFirst().run()));
            assertThat(first.getLast().sequence()).isEqualTo(written.getLast().sequence() - 1);
            assertThat(lastStatus(all(runs)).accounts().spoolTorn()).isEqualTo(1);
        }
    }

    @Test
    void aBrokerThatRestartsLeavesNoGapAndNothingIsLost() throws Exception {
        start("restart");
        awaitSensor("restart");
        for (int round = 0; round < 2; round++) {
            talk(20);
            stack.stop(KAFKA);
            talk(20);
            awaitInSpool("restart", 20);
            stack.start(KAFKA);
            talk(20);
            awaitAllInTopic("restart");
        }
        running().destroy();
        assertThat(running().waitFor()).isEqualTo(TERMINATED);

        try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
            Map<String, List<ObservationBatch>> runs = once(topic.batches("restart"));
            assertThat(runs).hasSize(1);
            assertNoGap(runs);
            assertThat(begun(all(runs))).containsExactlyInAnyOrderElementsOf(flowPorts);
            StatusObservation status = lastStatus(all(runs));
            assertThat(status.observationsDropped()).isZero();
            assertThat(status.observationsMade() + 1)
                    .isEqualTo(all(runs).stream()
                            .mapToLong(batch -> batch.observations().size())
                            .sum());
        }
    }

    @Test
    void aSensorThatEndsWhileKafkaIsAwayLeavesAllToTheNextRun() throws Exception {
        start("ended");
        awaitSensor("ended");
        stack.stop(KAFKA);
        talk(20);
        awaitInSpool("ended", 20);

        running().destroy();
        assertThat(running().waitFor()).isEqualTo(TERMINATED);
        stack.start(KAFKA);
        start("ended");

        Map<String, List<ObservationBatch>> runs = once(awaitAllInTopic("ended"));
        assertNoGap(runs);
        assertThat(begun(all(runs))).containsExactlyInAnyOrderElementsOf(flowPorts);
    }
}
