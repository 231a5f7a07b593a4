package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is served, and how often: networks, proxies and rates. Each client has an address of its own on the loopback. */
@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(LimitsIT.Limited.class)
class LimitsIT {
    private static final String ALLOWED = "127.0.0.1";
    private static final String PROXY = "127.0.0.7";
    private static final String STRANGER = "127.0.0.9";
    private static final String ASKS_OFTEN = "127.0.1.2";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** A collector that serves two networks, behind a proxy, and answers nobody often. */
    public static class Limited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "curfew.api.allowed-networks", "127.0.0.0/30,127.0.1.0/24,2001:db8::/32",
                    "curfew.api.trusted-proxies", PROXY,
                    "curfew.api.rates.address", "40/1h",
                    "curfew.api.rates.reads", "10/1h",
                    "curfew.api.rates.writes", "4/1h",
                    "curfew.api.rates.expensive", "2/1h");
        }
    }

    @BeforeEach
    void theCollectorIsReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void whoeverIsOutsideOfTheNetworksIsServedNothing() throws Exception {
        for (String path : List.of("/", "/api/v1/me", "/api/openapi", "/signin", "/q/metrics", "/assets/none.js")) {
            HttpResponse<String> answer = get(STRANGER, path);

            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
            assertThat(answer.body()).contains("urn:curfew:problem:network-not-allowed", STRANGER);
        }
        assertThat(get(ALLOWED, "/").statusCode()).isEqualTo(200);
        assertThat(get(ALLOWED, "/api/v1/me").statusCode()).isEqualTo(401);
    }

    @Test
    void aTokenDoesNotHelpOutsideOfTheNetworks() throws Exception {
        assertThat(get(STRANGER, "/api/v1/me", "Authorization", "Bearer " + People.token(People.ADA))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void healthIsToldToEverybody() throws Exception {
        assertThat(get(STRANGER, "/q/health/live").statusCode()).isEqualTo(200);
        assertThat(get(STRANGER, "/q/healthy").statusCode()).isEqualTo(403);
        assertThat(get(STRANGER, "/q/health/../metrics").statusCode()).isEqualTo(403);
    }

    @Test
    void onlyTheTrustedProxySaysForWhomItAsks() throws Exception {
        assertThat(get(PROXY, "/", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(200);
        assertThat(get(PROXY, "/", "X-Forwarded-For", "2001:db8::5").statusCode())
                .isEqualTo(200);
        assertThat(get(PROXY, "/", "X-Forwarded-For", "203.0.113.9").statusCode())
                .isEqualTo(403);
        assertThat(get(PROXY, "/").statusCode()).isEqualTo(403);
    }

    @Test
    void aHeaderThatTheClientMadeUpDoesNotHelp() throws Exception {
        assertThat(get(STRANGER, "/", "X-Forwarded-For", "127.0.0.1").statusCode())
                .isEqualTo(403);
        assertThat(get(PROXY, "/", "X-Forwarded-For", "127.0.0.1, 203.0.113.9").statusCode())
                .isEqualTo(403);
        assertThat(get(PROXY, "/", "Forwarded", "for=127.0.0.1").statusCode()).isEqualTo(403);
        assertThat(get(STRANGER, "/", "X-Real-IP", "127.0.0.1").statusCode()).isEqualTo(403);
    }

    @Test
    void transportSecurityIsAskedForBehindTlsOnly() throws Exception {
        HttpResponse<String> plain = get(ALLOWED, "/");
        HttpResponse<String> behindTls = get(PROXY, "/", "X-Forwarded-For", "127.0.0.1", "X-Forwarded-Proto", "https");
        HttpResponse<String> madeUp = get(ALLOWED, "/", "X-Forwarded-Proto", "https");

        assertThat(plain.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(madeUp.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(behindTls.headers().firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("max-age="));
    }

    @Test
    void whoeverReadsTooOftenIsToldWhenToComeBack() throws Exception {
        String token = "Bearer " + People.token(People.PEDRO);
        for (int times = 0; times < 10; times++) {
            assertThat(get("127.0.1.1", "/api/v1/me", "Authorization", token).statusCode())
                    .isEqualTo(200);
        }

        HttpResponse<String> answer = get("127.0.1.9", "/api/v1/me", "Authorization", token);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("urn:curfew:problem:too-many-requests");
        assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 360);
        assertThat(get("127.0.1.1", "/api/v1/me", "Authorization", "Bearer " + People.token(People.LIA))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void writingHasABudgetOfItsOwn() throws Exception {
        String token = "Bearer " + People.token(People.OLGA);
        for (int times = 0; times < 4; times++) {
            assertThat(post("/api/v1/policy/check", token).statusCode()).isEqualTo(200);
        }

        assertThat(post("/api/v1/policy/check", token).statusCode()).isEqualTo(429);
        assertThat(get("127.0.1.1", "/api/v1/me", "Authorization", token).statusCode())
                .isEqualTo(200);
        assertThat(post("/api/v1/alerts/none/allow", token).statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/alerts/none/allow", token).statusCode()).isEqualTo(404);
        assertThat(post("/api/v1/alerts/none/allow", token).statusCode()).isEqualTo(429);
    }

    @Test
    void anAddressThatGuessesTokensIsSentAway() throws Exception {
        for (int times = 0; times < 40; times++) {
            assertThat(get(ASKS_OFTEN, "/api/v1/me", "Authorization", "Bearer guess-" + times)
                            .statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> answer = get(ASKS_OFTEN, "/api/v1/me", "Authorization", "Bearer another");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static HttpResponse<String> get(String from, String path, String... headers)
            throws IOException, InterruptedException {
        return send(from, request(path, headers).GET().build());
    }

    private static HttpResponse<String> post(String path, String token) throws IOException, InterruptedException {
        return send(
                "127.0.1.1",
                request(path, "Authorization", token, "Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"curfew: 1\"}"))
                        .build());
    }

    private static HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpResponse<String> send(String from, HttpRequest request)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(from))
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
