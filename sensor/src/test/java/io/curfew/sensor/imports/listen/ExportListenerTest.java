package io.curfew.sensor.imports.listen;

import io.curfew.events.SourceStatus;
import io.curfew.sensor.imports.FlowNumbers;
import io.curfew.sensor.imports.Imports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
final class ExportListenerTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final CountDownLatch reading = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void whoAsksForTheStatusDoesNotWaitForWhatIsBeingRead() throws Exception {
        try (ExportListener listener = new ExportListener(
                        new InetSocketAddress(LOOPBACK, 0),
                        Set.of(),
                        new FlowNumbers(),
                        Clock.systemUTC(),
                        _ -> stop());
                DatagramSocket router = new DatagramSocket()) {
            listener.start();
            while (listener.port() == 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            byte[] datagram = oneFlow();
            router.send(new DatagramPacket(datagram, datagram.length, LOOPBACK, listener.port()));
            reading.await();

            CompletableFuture<List<SourceStatus>> asked = CompletableFuture.supplyAsync(listener::sources);

            try {
                assertThat(asked.get(10, TimeUnit.SECONDS).getFirst().problem()).isNull();
            } finally {
                goOn.countDown();
            }
            while (listener.sources().size() < 2) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(listener.sources().getLast().items()).isEqualTo(1);
        }
    }

    @Test
    void whatMadeRoomIsTold() throws Exception {
        try (ExportListener listener = new ExportListener(
                        new InetSocketAddress(LOOPBACK, 0), Set.of(), new FlowNumbers(), Clock.systemUTC(), _ -> {});
                DatagramSocket router = new DatagramSocket()) {
            listener.start();
            while (listener.port() == 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            for (int domain = 0; domain < 70; domain++) {
                byte[] datagram = ofDomain(domain);
                router.send(new DatagramPacket(datagram, datagram.length, LOOPBACK, listener.port()));
            }
            while (listener.sources().getFirst().items() < 70) {
                TimeUnit.MILLISECONDS.sleep(5);
            }

            assertThat(new Imports(List.of(listener)).givenUp()).containsExactly(Map.entry("exporters", 6L));
        }
    }

    /** IPFIX without sets. */
    private static byte[] ofDomain(int domain) {
        return ByteBuffer.allocate(16)
                .putShort((short) 10)
                .putShort((short) 16)
                .putInt(12, domain)
                .array();
    }

    private void stop() {
        reading.countDown();
        try {
            goOn.await();
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }

    /** NetFlow v5 with one record of TCP. */
    private static byte[] oneFlow() {
        ByteBuffer datagram = ByteBuffer.allocate(24 + 48);
        datagram.putShort(0, (short) 5).putShort(2, (short) 1);
        datagram.putInt(24, 0xc0000215).putInt(28, 0xc6336407);
        datagram.putInt(40, 1).putInt(44, 60).putShort(56, (short) 40_000).putShort(58, (short) 443);
        datagram.put(61, (byte) 0x12).put(62, (byte) 6);
        return datagram.array();
    }
}
