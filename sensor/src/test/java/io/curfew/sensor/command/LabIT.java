package io.curfew.sensor.command;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.policy.language.Policy;
import io.curfew.policy.memory.HeapSiteMemory;
import io.curfew.policy.watch.SensorRun;
import io.curfew.policy.watch.SiteWatch;
import io.curfew.sensor.DemoWatch;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Two live sites of network namespaces, a sensor on each mirror port, a real Kafka in between. */
@EnabledIf(value = "isRoot", disabledReason = "network namespaces and live capture need root")
@Timeout(150)
final class LabIT {
    private static final Path LAB =
            Path.of("../deploy/lab/lab").toAbsolutePath().normalize();
    private static final List<String> SITES = List.of("lisbon", "porto");
    private static final Policy IMPATIENT = DemoWatch.policy("""
            curfew: 1
            sites: [ { id: lisbon } ]
            detections: [ { id: sensor-silent, thresholds: { silence: 30s } } ]
            """);

    @TempDir
    private Path folder;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void lab(String command) throws IOException, InterruptedException {
        Path said = folder.resolve("lab.log");
        Process lab = new ProcessBuilder(LAB.toString(), command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(lab.waitFor()).as(Files.readString(said)).isZero();
    }

    private Process sensor(String site, String name, String bootstrap) throws IOException {
        Path configuration = Files.writeString(
                folder.resolve(site + "-" + name + ".yaml"), """
                site: %s
                sensor: %s
                source: {interface: curfew-%s}
                kafka: {bootstrap: "%s"}
                """.formatted(site, name, site, bootstrap));
        return ShippedSensor.run(configuration, folder.resolve(site + "-" + name + ".log"));
    }

    private static Set<String> found(List<ObservationBatch> batches) {
        return SITES.stream().flatMap(site -> found(site, batches)).collect(Collectors.toSet());
    }

    private static Stream<String> found(String site, List<ObservationBatch> batches) {
        try {
            DemoWatch watch = new DemoWatch(site);
            observations(site, batches).forEach(watch::observe);
            return watch.findings().map(DemoWatch::uncounted);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Stream<Observation> observations(String site, List<ObservationBatch> batches) {
        return batches.stream()
                .filter(batch -> batch.site().value().equals(site))
                .flatMap(batch -> batch.observations().stream());
    }

    /** The sensors of Lisbon that a collector calls silent that is patient for half a minute only. */
    private static Set<String> silentSensors(List<ObservationBatch> batches) {
        SiteWatch watch = new SiteWatch(new SiteId("lisbon"), new HeapSiteMemory());
        for (ObservationBatch batch : batches) {
            if (batch.site().equals(watch.site())) {
                SensorRun run = new SensorRun(batch.sensor(), batch.run());
                batch.observations().forEach(observation -> watch.observe(IMPATIENT, run, observation));
            }
        }
        return watch.takeAll().alerts().stream()
                .filter(alert -> alert.origin().equals("sensor-silent"))
                .map(alert -> alert.device().value())
                .collect(Collectors.toSet());
    }

    /** A sensor that never said how it is, nobody misses. */
    private static boolean hasReported(List<ObservationBatch> batches) {
        return observations("lisbon", batches).anyMatch(StatusObservation.class::isInstance);
    }

    private static StatusObservation lastStatus(String site, List<ObservationBatch> batches) {
        return observations(site, batches)
                .filter(StatusObservation.class::isInstance)
                .map(StatusObservation.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    @Test
    void liveSensorsSeeWhatTheDevicesOfTheLabDoAndOneThatIsKilledIsSilent() throws Exception {
        Set<String> expected =
                DemoWatch.expected().stream().map(DemoWatch::uncounted).collect(Collectors.toSet());
        List<Process> sensors = new ArrayList<>();
        try (LocalStack stack = LocalStack.start(folder.resolve("stack"), EnumSet.of(Part.KAFKA))) {
            lab("up");
            for (String site : SITES) {
                sensors.add(sensor(site, "things", stack.kafkaBootstrapServers()));
            }
            Process attic = sensor("lisbon", "attic", stack.kafkaBootstrapServers());
            sensors.add(attic);
            try (ObservationTopic topic = new ObservationTopic(stack.kafkaBootstrapServers())) {
                topic.batches("attic", LabIT::hasReported);
                attic.destroyForcibly();
                topic.batches("things", batches -> sites(batches).containsAll(SITES));
                lab("start");

                topic.batches("things", batches -> found(batches).containsAll(expected));
                topic.allBatches(batches -> !silentSensors(batches).isEmpty());
                sensors.forEach(Process::destroy);
                for (Process sensor : sensors) {
                    sensor.waitFor();
                }

                List<ObservationBatch> batches = topic.batches("things");
                assertThat(silentSensors(topic.allBatches(all -> true))).containsExactly("sensor-attic");
                assertThat(found(batches)).isEqualTo(expected);
                assertThat(SITES).allSatisfy(site -> {
                    StatusObservation status = lastStatus(site, batches);
                    assertThat(status.packetsDropped()).isZero();
                    assertThat(status.undecodable()).isEmpty();
                    assertThat(status.packetsCaptured()).isGreaterThan(100);
                    assertThat(status.addressesSeen()).isGreaterThan(5);
                });
            }
        } finally {
            sensors.forEach(Process::destroyForcibly);
            lab("down");
        }
    }

    private static Set<String> sites(List<ObservationBatch> batches) {
        return batches.stream().map(batch -> batch.site().value()).collect(Collectors.toSet());
    }
}
