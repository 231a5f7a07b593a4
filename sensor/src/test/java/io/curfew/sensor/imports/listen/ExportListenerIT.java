package io.curfew.sensor.imports.listen;

import io.curfew.events.FlowObservation;
import io.curfew.events.FlowObservation.Phase;
import io.curfew.events.IpAddress;
import io.curfew.events.Observation;
import io.curfew.events.SourceStatus;
import io.curfew.sensor.PacketPipeline;
import io.curfew.sensor.PipelineLimits;
import io.curfew.sensor.capture.CaptureFile;
import io.curfew.sensor.imports.FlowNumbers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The listener on loopback, with softflowd and pmacctd as exporters: what they export is what the packets say. */
class ExportListenerIT {
    private static final Path RECORDING = Path.of("../deploy/demo/porto.pcap.gz");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final List<Observation> observations = new CopyOnWriteArrayList<>();
    private final ExportListener listener = listener(Set.of());

    @TempDir
    private Path folder = Path.of("");

    private ExportListener listener(Set<IpAddress> allowed) {
        return new ExportListener(
                new InetSocketAddress(LOOPBACK, 0), allowed, new FlowNumbers(), Clock.systemUTC(), observations::add);
    }

    @BeforeEach
    void listen() throws InterruptedException {
        listener.start();
        await(listener, () -> listener.port() != 0);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private static void await(ExportListener on, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s", on.sources()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private Path recording() throws IOException {
        Path plain = folder.resolve("recording.pcap");
        try (GZIPInputStream packed = new GZIPInputStream(Files.newInputStream(RECORDING))) {
            Files.copy(packed, plain);
        }
        return plain;
    }

    /** Bytes and packets of each way of TCP and UDP over IPv4, which all exporters tell, by its ends. */
    private static Map<String, String> ways(List<? extends Observation> observations) {
        Map<String, long[]> sums = new TreeMap<>();
        for (Observation observation : observations) {
            if (observation instanceof FlowObservation flow
                    && flow.phase() == Phase.END
                    && flow.transport().hasPorts()
                    && !flow.initiator().ip().isV6()) {
                String from = flow.initiator().ip() + ":" + flow.initiator().port();
                String to = flow.responder().ip() + ":" + flow.responder().port();
                add(sums, from + " > " + to, flow.initiatorBytes(), flow.initiatorPackets());
                add(sums, to + " > " + from, flow.responderBytes(), flow.responderPackets());
            }
        }
        Map<String, String> ways = new TreeMap<>();
        sums.forEach((way, sum) -> {
            if (sum[1] > 0) {
                ways.put(way, sum[0] + " bytes in " + sum[1]);
            }
        });
        return ways;
    }

    private static void add(Map<String, long[]> sums, String way, long bytes, long packets) {
        long[] sum = sums.computeIfAbsent(way, unseen -> new long[2]);
        sum[0] += bytes;
        sum[1] += packets;
    }

    private static Map<String, String> waysOnTheWire(Path capture) throws IOException {
        List<Observation> seen = new CopyOnWriteArrayList<>();
        PacketPipeline pipeline = new PacketPipeline(PipelineLimits.DEFAULT, seen::add);
        try (CaptureFile file = CaptureFile.open(capture)) {
            while (file.next(pipeline::packet)) {}
        }
        pipeline.finish();
        return ways(seen);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private long records() {
        return listener.sources().stream()
                .skip(1)
                .mapToLong(SourceStatus::items)
                .sum();
    }

    /** Waits until no more comes for a second. */
    private void awaitAllRecords() throws InterruptedException {
        await(listener, () -> records() > 0);
        long before = -1;
        while (records() != before) {
            before = records();
            TimeUnit.SECONDS.sleep(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "9", "10"})
    void whatSoftflowdExportsIsWhatThePacketsSay(String version) throws Exception {
        Path capture = recording();

        run(
                "softflowd",
                "-r",
                capture.toString(),
                "-v",
                version,
                "-n",
                "127.0.0.1:" + listener.port(),
                "-c",
                "none",
                "-p",
                folder.resolve("pid").toString(),
                "-d");
        awaitAllRecords();
        listener.close();

        assertThat(ways(observations)).isEqualTo(waysOnTheWire(capture));
        assertThat(listener.sources().getLast().misread()).isZero();
        assertThat(listener.sources().getLast().seesMacs()).isFalse();
    }

    @Test
    void whatPmacctdExportsIsWhatThePacketsSayWithMacAddresses() throws Exception {
        Path capture = recording();
        Path configuration = Files.writeString(folder.resolve("pmacctd.conf"), """
                daemonize: false
                pcap_savefile: %s
                plugins: nfprobe
                aggregate: src_mac, dst_mac, src_host, dst_host, src_port, dst_port, proto, tcpflags
                nfprobe_receiver: 127.0.0.1:%d
                nfprobe_version: 10
                nfprobe_timeouts: maxlife=36000
                """.formatted(capture, listener.port()));

        run("pmacctd", "-f", configuration.toString());
        awaitAllRecords();
        listener.close();

        assertThat(ways(observations)).isEqualTo(waysOnTheWire(capture));
        assertThat(listener.sources().getLast().misread()).isZero();
        assertThat(listener.sources().getLast().seesMacs()).isTrue();
    }

    @Test
    void whoIsNotAllowedIsCountedAndLeftAlone() throws Exception {
        try (ExportListener choosy = listener(Set.of(IpAddress.parse("192.0.2.1")));
                DatagramSocket stranger = new DatagramSocket()) {
            choosy.start();
            await(choosy, () -> choosy.port() != 0);

            stranger.send(new DatagramPacket(new byte[100], 100, LOOPBACK, choosy.port()));

            await(choosy, () -> choosy.sources().getFirst().items() == 1);
            assertThat(choosy.sources().getFirst().notUnderstood()).containsEntry("exporter-not-allowed", 1L);
        }
    }

    @Test
    void aPortThatIsTakenIsToldInTheStatus() throws Exception {
        try (ExportListener second = new ExportListener(
                new InetSocketAddress(LOOPBACK, listener.port()),
                Set.of(),
                new FlowNumbers(),
                Clock.systemUTC(),
                observations::add)) {
            second.start();

            await(
                    second,
                    () -> String.valueOf(second.sources().getFirst().problem()).contains("in use"));
        }
    }
}
