package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.restassured.RestAssured;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** Signs in as a person does, at the real Keycloak, and holds the cookies. Behind TLS where a proxy is played. */
final class Browser {
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");
    private static final int MOST_HOPS = 10;

    private final boolean behindTls;
    private final LoopbackCookies cookies = new LoopbackCookies();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private Browser(boolean behindTls) {
        this.behindTls = behindTls;
    }

    static Browser plain() {
        return new Browser(false);
    }

    /** Its requests come from a proxy that says that it was reached by TLS. */
    static Browser behindTls() {
        return new Browser(true);
    }

    HttpResponse<String> signIn(String person, String to) throws IOException, InterruptedException {
        HttpResponse<String> page = follow(get("/signin?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)));
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        String fields = "username=" + person + "&password="
                + URLEncoder.encode(RealServers.stack().credentials().of(person), StandardCharsets.UTF_8);
        HttpRequest login = HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build();
        return follow(client.send(login, HttpResponse.BodyHandlers.ofString()));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(uri(path));
    }

    /** Sends a body, as a page does that this method's headers speak of. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> follow(HttpResponse<String> from) throws IOException, InterruptedException {
        HttpResponse<String> response = from;
        for (int hops = 0; hops < MOST_HOPS && response.statusCode() / 100 == 3; hops++) {
            String location = response.headers().firstValue("Location").orElseThrow();
            response = send(response.uri().resolve(location));
        }
        return response;
    }

    /** What the collector set, as it said it; not what it took back. */
    List<String> cookiesSet() {
        return cookies.set.stream()
                .filter(cookie -> cookie.startsWith("q_") && !cookie.contains("Max-Age=0;"))
                .toList();
    }

    List<HttpCookie> session() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().startsWith("q_session"))
                .toList();
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + path);
    }

    private HttpResponse<String> send(URI uri) throws IOException, InterruptedException {
        boolean isOurs = uri.getPort() == RestAssured.port;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(isOurs ? URI.create(uri.toString().replaceFirst("^https:", "http:")) : uri);
        if (isOurs && behindTls) {
            request.header("X-Forwarded-Proto", "https").header("X-Forwarded-Port", Integer.toString(RestAssured.port));
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends secure cookies to the loopback address, as browsers do. */
    private static final class LoopbackCookies extends CookieManager {
        private final List<String> set = new ArrayList<>();

        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> plain = new HashMap<>();
            headers.forEach((name, values) -> {
                if (name.equalsIgnoreCase("Set-Cookie")) {
                    set.addAll(values);
                }
                plain.put(
                        name,
                        values.stream()
                                .map(value -> value.replaceAll("(?i);\\s*secure", ""))
                                .toList());
            });
            super.put(uri, plain);
        }
    }
}
