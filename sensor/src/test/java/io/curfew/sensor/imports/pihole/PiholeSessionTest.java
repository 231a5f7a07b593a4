package io.curfew.sensor.imports.pihole;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
final class PiholeSessionTest {
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final CountDownLatch over = new CountDownLatch(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"queries\":["
            })
    void anAnswerThatStopsOnItsWayIsGivenUp(String begun) throws IOException {
        try (ServerSocket stopping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PiholeSession session = new PiholeSession(settings(stopping), PATIENCE)) {
            Thread.ofVirtual().start(() -> answer(stopping, begun));

            assertThatThrownBy(() -> session.get("/api/queries?length=1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no whole answer within");
        } finally {
            over.countDown();
        }
    }

    @Test
    void anAnswerThatIsTooLongIsGivenUp() throws IOException {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                PiholeSession session = new PiholeSession(settings(endless), Duration.ofSeconds(20))) {
            Thread.ofVirtual()
                    .start(() -> answer(
                            endless, "HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + "y".repeat(2_000_000)));

            assertThatThrownBy(() -> session.get("/api/queries?length=1"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exceeds capacity");
        } finally {
            over.countDown();
        }
    }

    private static PiholeSettings settings(ServerSocket server) {
        return new PiholeSettings(URI.create("http://127.0.0.1:" + server.getLocalPort()), null, null);
    }

    private void answer(ServerSocket server, String begun) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            over.await();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
