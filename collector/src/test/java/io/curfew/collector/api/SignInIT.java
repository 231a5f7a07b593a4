package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Signing in as a browser does, at the real Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
class SignInIT {
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    private final CookieManager cookies = new LoopbackCookies();
    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Test
    void aBrowserSignsInAndHoldsNoToken() throws Exception {
        HttpResponse<String> arrival = signIn("lia", "/alerts?state=open");

        assertThat(arrival.uri().getPath())
                .as(arrival.statusCode() + " " + arrival.body())
                .isEqualTo("/alerts");
        assertThat(arrival.uri().getQuery()).isEqualTo("state=open");
        assertThat(get("/api/v1/me").body()).contains("\"name\":\"lia\"", "\"sites\":[\"lisbon\"]");
        List<HttpCookie> session = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_session"))
                .toList();
        assertThat(session).hasSize(1);
        assertThat(session).allMatch(HttpCookie::isHttpOnly);
        assertThat(session).noneMatch(cookie -> cookie.getValue().contains("."));
        assertThat(session).noneMatch(cookie -> cookie.getValue().length() > 100);
    }

    @Test
    void signingOutEndsBothSessions() throws Exception {
        HttpResponse<String> arrival = signIn("lia", "/");
        assertThat(arrival.uri().getPath()).isEqualTo("/");

        HttpResponse<String> afterwards = follow(get("/signout"));

        assertThat(afterwards.uri().getPath()).isEqualTo("/");
        assertThat(get("/api/v1/me").statusCode()).isEqualTo(401);
        assertThat(follow(get("/signin")).body()).contains("kc-form-login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org/", "//evil.example.org/", "/\\evil.example.org", "javascript:1"})
    void nobodyIsSentElsewhereAfterSigningIn(String elsewhere) {
        assertThat(SignInResource.isOurs(elsewhere)).isFalse();
    }

    private HttpResponse<String> signIn(String person, String to) throws IOException, InterruptedException {
        HttpResponse<String> page = follow(get("/signin?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)));
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        String fields = "username=" + person + "&password="
                + URLEncoder.encode(RealServers.stack().credentials().of(person), StandardCharsets.UTF_8);
        HttpRequest login = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build();
        return follow(browser.send(login, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(URI.create("http://127.0.0.1:" + RestAssured.port + path));
    }

    private HttpResponse<String> send(URI uri) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> follow(HttpResponse<String> from) throws IOException, InterruptedException {
        HttpResponse<String> response = from;
        for (int hops = 0; hops < 10 && response.statusCode() / 100 == 3; hops++) {
            String location = response.headers().firstValue("Location").orElseThrow();
            response = send(response.uri().resolve(location));
        }
        return response;
    }

    /** Sends secure cookies to the loopback address, as browsers do. */
    private static final class LoopbackCookies extends CookieManager {
        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> plain = new HashMap<>();
            headers.forEach((name, values) -> plain.put(
                    name,
                    values.stream()
                            .map(value -> value.replaceAll("(?i);\\s*secure", ""))
                            .toList()));
            super.put(uri, plain);
        }
    }
}
