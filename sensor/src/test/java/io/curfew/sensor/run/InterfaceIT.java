package io.curfew.sensor.run;

import io.curfew.events.FlowObservation;
import io.curfew.events.Observation;
import io.curfew.events.SiteId;
import io.curfew.events.StatusObservation;
import io.curfew.events.StatusObservation.Sight;
import io.curfew.policy.Alert;
import io.curfew.policy.language.Policy;
import io.curfew.sensor.DemoWatch;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.audit.Audit;
import io.curfew.sensor.capture.CaptureFilter;
import io.curfew.sensor.capture.LiveInterface;
import io.curfew.sensor.publish.OutboxCounters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** A pair of links, its other end in a network namespace of its own, that goes away, comes back and is flooded. */
@EnabledIf(value = "isRoot", disabledReason = "network namespaces and live capture need root")
@Timeout(120)
final class InterfaceIT {
    private static final String NAMESPACE = "curfew-gone";
    private static final String HERE = "cf-gone0";
    private static final String THERE = "cf-gone1";
    private static final String VACUUM = "198.51.100.21";
    /** A site of which a test is patient for a second only. */
    private static final Policy POLICY = DemoWatch.policy("""
            curfew: 1
            sites: [ { id: lisbon } ]
            detections: [ { id: sensor-lossy, thresholds: { window: 1s } } ]
            """);

    private final List<Observation> observations = new ArrayList<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final Stages stages = new Stages("0.1.0", PipelineLimits.DEFAULT, this::accept, () -> OutboxCounters.NONE);
    private final LiveWatch watch = new LiveWatch(
            new LiveInterface(HERE, new CaptureFilter("udp port 9999", List.of()), 2_048),
            stages,
            Clock.systemUTC(),
            System::nanoTime);
    private final Ticker ticker = new Ticker(Duration.ofMillis(100), watch::tick, watch::stop);
    private volatile boolean holdsBack;

    @TempDir
    private Path folder;

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private void accept(Observation observation) {
        if (holdsBack && observation instanceof FlowObservation) {
            awaitQuietly();
        }
        synchronized (observations) {
            observations.add(observation);
        }
    }

    private void awaitQuietly() {
        try {
            letGo.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Observation> seen() {
        synchronized (observations) {
            return List.copyOf(observations);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            never.await(50, TimeUnit.MILLISECONDS);
        }
    }

    private void run(String command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.log");
        Process process = new ProcessBuilder(command.split(" "))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor())
                .as(command + ": " + Files.readString(said))
                .isZero();
    }

    @BeforeEach
    void makeNamespace() throws Exception {
        run("ip netns add " + NAMESPACE);
        makeLink();
    }

    private void makeLink() throws Exception {
        run("ip link add " + HERE + " type veth peer name " + THERE + " netns " + NAMESPACE);
        run("ip address add 198.51.100.1/24 dev " + HERE);
        run("ip link set " + HERE + " up");
        run("ip -n " + NAMESPACE + " address add " + VACUUM + "/24 dev " + THERE);
        run("ip -n " + NAMESPACE + " link set " + THERE + " up");
    }

    @AfterEach
    void removeNamespace() throws Exception {
        letGo.countDown();
        watch.stop();
        run("ip netns del " + NAMESPACE);
    }

    private Thread start() throws IOException {
        watch.open();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                watch.run();
            } catch (InterruptedException asked) {
                Thread.currentThread().interrupt();
            }
        });
        ticker.start();
        return thread;
    }

    private void end(Thread thread) throws InterruptedException {
        watch.stop();
        thread.join();
        ticker.close();
    }

    /** Sends from this machine over the link: the sensor sees what goes out as it sees what comes in. */
    private static void send(int datagrams, int port, int octets) throws IOException {
        try (DatagramSocket controller = new DatagramSocket(port)) {
            for (int number = 0; number < datagrams; number++) {
                controller.send(new DatagramPacket(new byte[octets], octets, InetAddress.getByName(VACUUM), 9_999));
            }
        }
    }

    private boolean sees(int port) {
        return seen().stream()
                .anyMatch(one -> one instanceof FlowObservation flow
                        && flow.initiator().port() == port
                        && flow.phase() == FlowObservation.Phase.START);
    }

    /** As the flow's end tells. */
    private long packetsFrom(int port) {
        return seen().stream()
                .filter(one -> one instanceof FlowObservation flow
                        && flow.phase() == FlowObservation.Phase.END
                        && flow.initiator().port() == port)
                .mapToLong(one -> ((FlowObservation) one).initiatorPackets())
                .sum();
    }

    private StatusObservation lastStatus() {
        return seen().stream()
                .filter(StatusObservation.class::isInstance)
                .map(StatusObservation.class::cast)
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    private Sight sight() {
        return Objects.requireNonNull(lastStatus().accounts().sight(), "an interface is watched");
    }

    /** What a collector finds about how well the sensor sees. */
    private List<Alert> found(String detection) {
        Audit audit = new Audit(new SiteId("lisbon"), POLICY);
        seen().forEach(audit.nextCapture()::accept);
        return audit.findings().stream()
                .filter(alert -> alert.origin().equals(detection))
                .toList();
    }

    private boolean isUpAgain() {
        return new LiveInterface(HERE, CaptureFilter.NONE, 2_048).state().sees();
    }

    private void awaitSeen(int port) throws Exception {
        await(() -> {
            try {
                send(1, port, 20);
            } catch (IOException notYet) {
                return false;
            }
            return sees(port);
        });
    }

    @Test
    void anInterfaceThatIsDeletedAndMadeAgainIsWatchedAgainAndTheAbsenceIsCounted() throws Exception {
        Thread thread = start();
        awaitSeen(40_001);

        run("ip link del " + HERE);
        assertThat(isUpAgain()).isFalse();
        new CountDownLatch(1).await(1_500, TimeUnit.MILLISECONDS);
        makeLink();
        awaitSeen(40_002);
        end(thread);

        assertThat(sight().isUp()).isTrue();
        assertThat(sight().timesLost()).isEqualTo(1);
        assertThat(sight().gone()).isBetween(Duration.ofMillis(1_200), Duration.ofSeconds(60));
    }

    @Test
    void anInterfaceThatIsSwitchedOffAndOnIsWatchedAgain() throws Exception {
        Thread thread = start();
        awaitSeen(40_003);

        run("ip link set " + HERE + " down");
        new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
        run("ip link set " + HERE + " up");
        awaitSeen(40_004);
        end(thread);

        assertThat(sight().timesLost()).isPositive();
        assertThat(sight().gone()).isPositive();
        assertThat(lastStatus().packetsCaptured()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aSensorWhoseInterfaceIsGoneEndsWhenItIsToldTo() throws Exception {
        Thread thread = start();
        awaitSeen(40_005);

        run("ip link del " + HERE);
        new CountDownLatch(1).await(600, TimeUnit.MILLISECONDS);
        end(thread);

        assertThat(sight().isUp()).isFalse();
        assertThat(sight().timesLost()).isEqualTo(1);
        assertThat(found("blind-spot"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.what()).contains("interface"));
    }

    @Test
    void whatArrivedBeforeTheEndIsSeen() throws Exception {
        Thread thread = start();
        awaitSeen(40_010);

        send(5, 40_011, 20);
        end(thread);

        assertThat(packetsFrom(40_011)).isEqualTo(5);
        assertThat(found("sensor-lossy")).isEmpty();
        assertThat(found("blind-spot")).isEmpty();
    }

    @Test
    void whatTheKernelLostIsCountedToTheLastPacket() throws Exception {
        Thread thread = start();
        awaitSeen(40_006);
        long before = 60_000;
        holdsBack = true;
        send(1, 40_007, 20);
        long heldBackBy = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        await(() -> System.nanoTime() > heldBackBy);

        send((int) before, 40_008, 1_400);
        holdsBack = false;
        letGo.countDown();
        await(() -> sees(40_008));
        send(1, 40_009, 20);
        await(() -> sees(40_009));
        end(thread);

        StatusObservation status = lastStatus();
        assertThat(status.packetsDropped()).isPositive();
        assertThat(packetsFrom(40_008) + status.packetsDropped()).isEqualTo(before);
        assertThat(found("sensor-lossy"))
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.what()).contains("missed %d packets".formatted(status.packetsDropped())));
    }
}
