package io.curfew.sensor.capture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

/** A real interface with a real kernel filter; needs root. */
@Timeout(60)
final class IgnoredPacketsIT {
    private static final String NETWORK =
            "curfew-ign-" + ProcessHandle.current().pid();
    private static final int PACKETS = 50;
    private static final int PORT_OFFSET = 36;

    @BeforeEach
    void makeAWire() throws IOException, InterruptedException {
        sh("""
                ip netns add %1$s
                ip link add curfew-ignored type veth peer name eth0 netns %1$s
                ip link set curfew-ignored up
                ip -n %1$s addr add 192.0.2.2/24 dev eth0
                ip -n %1$s link set eth0 up
                ip -n %1$s neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev eth0
                """.formatted(NETWORK));
    }

    @AfterEach
    void takeItAway() throws IOException, InterruptedException {
        sh("ip netns del " + NETWORK);
    }

    private static void sh(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-euc", script)
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
    }

    private static void send(int port, int packets) throws IOException, InterruptedException {
        sh("ip netns exec %s bash -c 'for i in {1..%d}; do echo x >/dev/udp/192.0.2.1/%d; done'"
                .formatted(NETWORK, packets, port));
    }

    private static CaptureFilter ignoring(String one, String other) {
        return new CaptureFilter("udp and dst host 192.0.2.1", List.of(one, other));
    }

    /** What one says of tags means nothing to the others, and to what is wanted. */
    static List<CaptureFilter> filters() {
        return List.of(
                ignoring("port 7001", "port 7002"),
                ignoring("port 7001 or (vlan and port 7001)", "port 7002"),
                ignoring("port 7001 or (vlan and port 7001)", "port 7002 or (vlan and port 7002)"),
                new CaptureFilter(
                        "dst host 192.0.2.1 or (vlan and dst host 192.0.2.1)",
                        List.of("port 7001 or port 7002", "ip6")));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void theyNeverReachTheProcess(CaptureFilter filter) throws Exception {
        AtomicInteger ignored = new AtomicInteger();
        CountDownLatch wanted = new CountDownLatch(PACKETS);
        try (LiveCapture capture = LiveCapture.open("curfew-ignored", filter, 256)) {
            CompletableFuture<Void> running = CompletableFuture.runAsync(() -> {
                try {
                    capture.run((frame, offset, captured, original, linkType, timestampNanos) -> {
                        int port = (frame[offset + PORT_OFFSET] & 0xff) << 8 | (frame[offset + PORT_OFFSET + 1] & 0xff);
                        if (port == 7_003) {
                            wanted.countDown();
                        } else {
                            ignored.incrementAndGet();
                        }
                    });
                } catch (CaptureException broken) {
                    throw new IllegalStateException(broken);
                }
            });

            send(7_001, PACKETS);
            send(7_002, PACKETS);
            send(7_003, PACKETS);

            assertThat(wanted.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(ignored).hasValue(0);
            assertThat(capture.statistics().received()).isEqualTo(PACKETS);
            capture.stop();
            send(7_003, 1);
            running.get(10, TimeUnit.SECONDS);
        }
    }
}
