package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.HttpCookie;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Signing in as a browser does, at the real Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
class SignInIT {
    private final Browser browser = Browser.plain();

    @Test
    void aBrowserSignsInAndHoldsNoToken() throws Exception {
        HttpResponse<String> arrival = browser.signIn("lia", "/alerts?state=open");

        assertThat(arrival.uri().getPath())
                .as(arrival.statusCode() + " " + arrival.body())
                .isEqualTo("/alerts");
        assertThat(arrival.uri().getQuery()).isEqualTo("state=open");
        assertThat(browser.get("/api/v1/me").body()).contains("\"name\":\"lia\"", "\"sites\":[\"lisbon\"]");
        assertThat(browser.session()).hasSize(1);
        assertThat(browser.session()).allMatch(HttpCookie::isHttpOnly);
        assertThat(browser.session()).noneMatch(cookie -> cookie.getValue().contains("."));
        assertThat(browser.session()).noneMatch(cookie -> cookie.getValue().length() > 100);
    }

    @Test
    void signingOutEndsBothSessions() throws Exception {
        HttpResponse<String> arrival = browser.signIn("lia", "/");
        assertThat(arrival.uri().getPath()).isEqualTo("/");

        HttpResponse<String> afterwards = browser.follow(browser.get("/signout"));

        assertThat(afterwards.uri().getPath()).isEqualTo("/");
        assertThat(browser.get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(browser.follow(browser.get("/signin")).body()).contains("kc-form-login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org/", "//evil.example.org/", "/\\evil.example.org", "javascript:1"})
    void nobodyIsSentElsewhereAfterSigningIn(String elsewhere) {
        assertThat(SignInResource.isOurs(elsewhere)).isFalse();
    }
}
