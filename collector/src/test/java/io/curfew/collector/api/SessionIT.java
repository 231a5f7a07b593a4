package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.quarkus.oidc.AuthorizationCodeTokens;
import io.quarkus.oidc.TokenStateManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** What a session can be stolen, forged or lost by, and what becomes of it then. */
@QuarkusTest
@WithTestResource(RealServers.class)
@TestProfile(SessionIT.BehindProxy.class)
class SessionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOKEN_SECONDS = "2";

    /** A collector behind a proxy on the same machine. */
    public static class BehindProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "curfew.api.trusted-proxies", "127.0.0.1",
                    // So that the tests can try the tokens that the collector holds.
                    "quarkus.oidc.token-state-manager.encryption-required", "false");
        }
    }

    private final TokenStateManager tokens;

    @Inject
    SessionIT(TokenStateManager tokens) {
        this.tokens = tokens;
    }

    @BeforeEach
    void theCollectorIsReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void theRealmIsAsItWas() {
        People.changeConsole(Map.of("access.token.lifespan", ""), List.of("http"));
    }

    @Test
    void behindTlsEveryCookieIsSecureAndNoScriptReadsIt() throws Exception {
        People.changeConsole(Map.of(), List.of("http", "https"));
        Browser browser = Browser.behindTls();

        browser.signIn("lia", "/");

        assertThat(browser.session()).hasSize(1);
        assertThat(browser.cookiesSet())
                .hasSizeGreaterThan(1)
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsIgnoringCase("; Secure")
                        .containsIgnoringCase("; HttpOnly")
                        .containsIgnoringCase("; SameSite=Lax"));
    }

    @Test
    void withoutTlsNoScriptReadsACookieEither() throws Exception {
        Browser browser = Browser.plain();

        browser.signIn("lia", "/");

        assertThat(browser.cookiesSet())
                .hasSizeGreaterThan(1)
                .allSatisfy(cookie -> assertThat(cookie)
                        .doesNotContainIgnoringCase("; Secure")
                        .containsIgnoringCase("; HttpOnly")
                        .containsIgnoringCase("; SameSite=Lax"));
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, https://evil.example.org",
        "Origin, null",
        "Origin, http://127.0.0.1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Accept, application/json"
    })
    void aPageOfAnotherSiteChangesNothing(String header, String value) throws Exception {
        Browser browser = Browser.plain();
        browser.signIn("olga", "/");
        String policy = "{\"text\":\"curfew: 1\"}";

        for (String type : List.of("application/json", "text/plain", "application/x-www-form-urlencoded")) {
            HttpResponse<String> answer =
                    browser.send("POST", "/api/v1/policy/check", policy, "Content-Type", type, header, value);

            assertThat(answer.statusCode()).as(type).isIn(403, 415);
            assertThat(answer.statusCode() == 415 || answer.body().contains("urn:curfew:problem:cross-site-request"))
                    .as(answer.body())
                    .isTrue();
        }
        assertThat(post(browser, policy).statusCode()).isEqualTo(200);
    }

    /** As the console does. */
    private static HttpResponse<String> post(Browser browser, String policy) throws Exception {
        return browser.send(
                "POST",
                "/api/v1/policy/check",
                policy,
                "Content-Type",
                "application/json",
                "Origin",
                "http://127.0.0.1:" + RestAssured.port,
                "Sec-Fetch-Site",
                "same-origin");
    }

    @Test
    void aStreamEndsWithTheTokenThatTheSessionHeldAndTheSessionGoesOn() throws Exception {
        People.changeConsole(Map.of("access.token.lifespan", "20"), List.of("http"));
        Browser browser = Browser.plain();
        browser.signIn("lia", "/");

        HttpResponse<String> stream = browser.get("/api/v1/alerts/stream");

        // It did not end at once: there is a comment at the beginning and after 15 s.
        assertThat(stream.body()).containsSubsequence("still here", "still here", "event:ended");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEndsTheSessionsStreamsAtOnceAndNoOthers() throws Exception {
        Browser leaving = Browser.plain();
        leaving.signIn("lia", "/");
        Browser staying = Browser.plain();
        staying.signIn("lia", "/");
        try (ExecutorService listening = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> alerts = listening.submit(() -> leaving.get("/api/v1/alerts/stream"));
            Future<HttpResponse<String>> sensors = listening.submit(() -> leaving.get("/api/v1/sensors/stream"));
            Future<HttpResponse<String>> others = listening.submit(() -> staying.get("/api/v1/alerts/stream"));
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(RestAssured.get("/q/metrics").asString())
                                    .contains("curfew_api_listeners 2.0", "curfew_api_sensor_listeners 1.0"));

            leaving.follow(leaving.get("/signout"));

            assertThat(alerts.get(10, TimeUnit.SECONDS).body()).contains("event:ended");
            assertThat(sensors.get(10, TimeUnit.SECONDS).body()).contains("event:ended");
            assertThat(others.isDone()).isFalse();

            staying.follow(staying.get("/signout"));
        }
    }

    @Test
    void afterSigningOutTheOldCookieAndTheOldTokensAreWorthless() throws Exception {
        Browser browser = Browser.plain();
        browser.signIn("lia", "/");
        String cookie = browser.session().getFirst().getName() + "="
                + browser.session().getFirst().getValue();
        AuthorizationCodeTokens held = held(browser);
        assertThat(withCookie(cookie)).isEqualTo(200);
        assertThat(People.refreshStatus(held.getRefreshToken())).isEqualTo(200);

        browser.follow(browser.get("/signout"));

        assertThat(withCookie(cookie)).isEqualTo(401);
        assertThat(People.refreshStatus(held.getRefreshToken())).isEqualTo(400);
    }

    @Test
    void aSessionWhoseTokenExpiredGoesOnUnseen() throws Exception {
        People.changeConsole(Map.of("access.token.lifespan", TOKEN_SECONDS), List.of("http"));
        Browser browser = Browser.plain();
        browser.signIn("lia", "/");
        String first = held(browser).getAccessToken();
        People.awaitExpired(first);

        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(200);

        assertThat(held(browser).getAccessToken()).isNotEqualTo(first);
    }

    /** The console can keep what a person wrote: it is told so in words, and not sent to another page. */
    @Test
    void savingAfterTheSessionEndedIsToldSo() throws Exception {
        People.changeConsole(Map.of("access.token.lifespan", TOKEN_SECONDS), List.of("http"));
        Browser browser = Browser.plain();
        browser.signIn("ada", "/");
        String first = held(browser).getAccessToken();
        People.endSessions("ada");
        People.awaitExpired(first);

        HttpResponse<String> answer = browser.send(
                "PUT",
                "/api/v1/policy",
                "{\"text\":\"curfew: 1\"}",
                "Content-Type",
                "application/json",
                "If-Match",
                "\"0\"",
                "Origin",
                "http://127.0.0.1:" + RestAssured.port);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
        assertThat(answer.body()).contains("urn:curfew:problem:not-signed-in");
    }

    @Test
    void everyPageSaysWhatItMayDo() throws Exception {
        for (String path : List.of("/", "/index.html", "/violations", "/api/v1/me", "/q/health/live", "/none.js")) {
            var headers = Browser.plain().get(path).headers();

            assertThat(headers.firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                            .doesNotContain("unsafe", "http", "data:", "*"));
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("same-origin");
            assertThat(headers.firstValue("Permissions-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy).contains("camera=()", "geolocation=()"));
            assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        }
    }

    private AuthorizationCodeTokens held(Browser browser) {
        String name = browser.session().getFirst().getValue();
        return tokens.getTokens(null, null, name, null).await().atMost(PATIENCE);
    }

    private static int withCookie(String cookie) {
        return RestAssured.given()
                .header("Cookie", cookie)
                .redirects()
                .follow(false)
                .get("/api/v1/me")
                .statusCode();
    }
}
