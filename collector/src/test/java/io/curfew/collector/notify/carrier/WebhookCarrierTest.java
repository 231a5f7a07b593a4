package io.curfew.collector.notify.carrier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.curfew.collector.configuration.NotificationChannel.Kind;
import io.curfew.collector.notify.Channel;
import io.curfew.collector.notify.Delivery;
import io.curfew.collector.notify.Notice;
import io.curfew.collector.notify.SampleChannels;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Webhooks, to a real HTTP server. */
class WebhookCarrierTest {
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private int status = 204;
    private Map<String, String> answer = Map.of();
    private boolean isSilent;

    private record Asked(String method, String path, Map<String, List<String>> headers, String body) {}

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
        try {
            if (isSilent) {
                ended.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        answer.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Delivery carry(Notice notice, Channel.Login login) throws InterruptedException {
        Channel channel = SampleChannels.channel(
                Kind.WEBHOOK, "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/key-1", login, null);
        Links links = new Links(URI.create("https://curfew.example.org"));
        return new WebhookCarrier(channel, links, SampleNotices.CLOCK).carry(notice);
    }

    private Delivery carry(Notice notice) throws InterruptedException {
        return carry(notice, SampleChannels.NOBODY);
    }

    @Test
    void aMessageIsJsonWithItsVersion() throws Exception {
        assertThat(carry(SampleNotices.of(SampleNotices.alert("a1")))).isEqualTo(Delivery.taken());

        Asked request = asked.getFirst();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/hook/key-1");
        assertThat(request.headers().get("Content-type")).containsExactly("application/json");
        JsonNode body = new ObjectMapper().readTree(request.body());
        assertThat(body.path("version").asInt()).isEqualTo(1);
        assertThat(body.path("channel").asText()).isEqualTo("phone");
        assertThat(body.path("test").asBoolean()).isFalse();
        JsonNode change = body.path("changes").path(0);
        assertThat(change.path("turn").asText()).isEqualTo("opened");
        assertThat(change.path("id").asText()).startsWith("a1/opened/");
        assertThat(change.path("alert").path("severity").asText()).isEqualTo("high");
        assertThat(change.path("alert").path("what").asText()).isEqualTo("It talked to cloud.example.org.");
        assertThat(change.path("alert").path("link").asText()).isEqualTo("https://curfew.example.org/violations/a1");
    }

    /** Reckoned with {@code openssl dgst -sha256 -hmac}. */
    @Test
    void aMessageIsSignedOverItsTimeAndItsBody() throws Exception {
        carry(Notice.test("phone", NOON), new Channel.Login(null, "hunter2", "token-1"));

        Asked request = asked.getFirst();
        assertThat(request.headers().get("Curfew-timestamp")).containsExactly("1795176000");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer token-1");
        Process openssl = new ProcessBuilder("openssl", "dgst", "-sha256", "-hmac", "hunter2").start();
        try (var octets = openssl.getOutputStream()) {
            octets.write(("1795176000." + request.body()).getBytes(StandardCharsets.UTF_8));
        }
        String digest = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .replaceFirst(".*= ?", "");
        assertThat(request.headers().get("Curfew-signature")).containsExactly("v1=" + digest);
    }

    @Test
    void aHostileNameStaysInItsPlace() throws Exception {
        carry(SampleNotices.of(SampleNotices.hostile()));

        Asked request = asked.getFirst();
        assertThat(request.headers()).doesNotContainKey("Bcc");
        assertThat(new ObjectMapper()
                        .readTree(request.body())
                        .path("changes")
                        .path(0)
                        .path("alert")
                        .path("deviceName")
                        .asText())
                .isEqualTo(SampleNotices.HOSTILE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 422})
    void whatAClientDidWrongIsRefused(int answered) throws Exception {
        status = answered;

        assertThat(carry(SampleNotices.of(SampleNotices.alert("a1")))).isInstanceOf(Delivery.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void troubleThatPassesIsTriedAgain(int answered) throws Exception {
        status = answered;

        assertThat(carry(SampleNotices.of(SampleNotices.alert("a1")))).isInstanceOf(Delivery.Away.class);
    }

    @Test
    void aHostSaysWhenToAskAgain() throws Exception {
        status = 429;
        answer = Map.of("Retry-After", "90");
        assertThat(carry(Notice.test("phone", NOON)))
                .isEqualTo(new Delivery.Away("the host answers 429", Duration.ofSeconds(90)));

        status = 503;
        answer = Map.of("Retry-After", "Fri, 20 Nov 2026 12:01:00 GMT");
        assertThat(carry(Notice.test("phone", NOON)))
                .isEqualTo(new Delivery.Away("the host answers 503", Duration.ofMinutes(1)));

        answer = Map.of("Retry-After", "soon");
        assertThat(carry(Notice.test("phone", NOON))).isEqualTo(Delivery.away("the host answers 503"));
    }

    @Test
    void noRedirectIsFollowed() throws Exception {
        status = 307;
        answer = Map.of("Location", "/elsewhere");

        assertThat(carry(SampleNotices.of(SampleNotices.alert("a1")))).isInstanceOf(Delivery.Refused.class);
        assertThat(asked).extracting(Asked::path).containsExactly("/hook/key-1");
    }

    @Test
    void whoDoesNotAnswerInTimeIsAway() throws Exception {
        isSilent = true;

        assertThat(carry(Notice.test("phone", NOON))).isEqualTo(Delivery.away("the host did not answer in time"));
    }

    @Test
    void whoDoesNotListenIsAway() throws Exception {
        server.stop(0);

        assertThat(carry(Notice.test("phone", NOON)))
                .isEqualTo(Delivery.away("the host does not take connections there"));
    }
}
