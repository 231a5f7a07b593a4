package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;

/** What nobody asks for by accident: each is a problem of the one who asks, and never of the server. */
@QuarkusTest
@WithTestResource(RealServers.class)
class HostileInputIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> LISTS = List.of(
            "/api/v1/alerts",
            "/api/v1/devices",
            "/api/v1/traffic/flows",
            "/api/v1/traffic/dns",
            "/api/v1/audit",
            "/api/v1/policy/versions");

    static final List<String> LIMITS =
            List.of("0", "-1", "501", "2147483648", "99999999999999999999", "1e2", "0x10", "many");

    static final List<String> CURSORS = List.of(
            "!!",
            "AAAA",
            "%00",
            cursor("one"),
            cursor("one", "two", "three"),
            cursor("", ""),
            cursor("tomorrow", "id"),
            cursor("1795435200000", "id\0"),
            cursor("+1000000000-01-01T00:00:00Z", "id"),
            cursor("{\"now\":1}", "id"),
            "A".repeat(3_000));

    static final List<String> QUESTIONS = List.of(
            "/api/v1/overview?site=%2A",
            "/api/v1/sensors?site=..%2Fporto",
            "/api/v1/devices?standing=dead",
            "/api/v1/alerts/groups?by=weather",
            "/api/v1/alerts/groups?limit=0",
            "/api/v1/alerts?peer=" + "x".repeat(3_000),
            "/api/v1/alerts?severity=terrible",
            "/api/v1/alerts?kind=RULE",
            "/api/v1/alerts?device=a%2Fb",
            "/api/v1/alerts?site=LISBON",
            "/api/v1/alerts/none/firewall?form=%24%28reboot%29",
            "/api/v1/alerts?site=%2A",
            "/api/v1/devices?site=..%2Fporto",
            "/api/v1/traffic/flows?from=yesterday",
            "/api/v1/traffic/flows?from=%2B999999999-12-31T23:59:59Z",
            "/api/v1/traffic/flows?to=-999999999-01-01T00:00:00Z",
            "/api/v1/traffic/flows?from=2262-04-12T00:00:00Z",
            "/api/v1/audit?to=9999-12-31T23:59:59Z",
            "/api/v1/alerts?q=" + "x".repeat(2_000),
            "/api/v1/devices?q=" + "%2A".repeat(1_000),
            "/api/v1/traffic/dns?peer=" + "x".repeat(3_000),
            "/api/v1/traffic/hours?from=yesterday",
            "/api/v1/traffic/hours?act=dance",
            "/api/v1/traffic/hours?verdict=guilty",
            "/api/v1/traffic/hours?limit=0",
            "/api/v1/traffic/flows?verdict=guilty",
            "/api/v1/traffic/flows?service=" + "x".repeat(300),
            "/api/v1/traffic/top?by=name",
            "/api/v1/traffic/top?order=size",
            "/api/v1/traffic/top?limit=501",
            "/api/v1/traffic/top?zone=" + "x".repeat(300),
            "/api/v1/traffic/top?service=" + "x".repeat(300));

    static final List<String> NOTHINGS = List.of(
            "/api/v1/alerts/%2A",
            "/api/v1/alerts/_search",
            "/api/v1/alerts/..%2F_all",
            "/api/v1/alerts/%00",
            "/api/v1/alerts/%20",
            "/api/v1/alerts/%F0%9F%90%80",
            "/api/v1/alerts/" + "a".repeat(600),
            "/api/v1/alerts/..%2F_all/firewall",
            "/api/v1/devices/LISBON/camera",
            "/api/v1/devices/lisbon/a%2Fb/mud",
            "/api/v1/devices/lisbon/a%2Fb",
            "/api/v1/devices/lisbon/" + "a".repeat(600),
            "/api/v1/devices/%2A/camera",
            "/api/v1/devices/lisbon/a%2Fb/addresses",
            "/api/v1/devices/LISBON/camera/addresses",
            "/api/v1/devices/lisbon",
            "/api/v1/traffic",
            "/api/v1/policy/versions/none",
            "/api/v1/policy/versions/-1",
            "/api/v1/policy/versions/99999999999999999999",
            "/api/v1/policy/versions/9223372036854775807",
            "/api/v2/alerts");

    static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "1",
            "\"text\"",
            "{}",
            "{\"text\":",
            "{\"text\":null}",
            "{\"text\":{\"a\":1}}",
            "{\"text\":[\"curfew: 1\"]}",
            "{\"txt\":\"curfew: 1\"}",
            "[".repeat(50_000),
            "{\"text\":\"\\ud800");

    static final List<String> CHANNELS = List.of(
            "none", "PHONE", "%2A", "..%2Fphone", "phone%00", "phone%0D%0AX: 1".replace(" ", "%20"), "a".repeat(600));

    @BeforeEach
    void theCollectorIsReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @ParameterizedTest
    @FieldSource("CHANNELS")
    void noChannelIsTriedThatIsNotThere(String channel) {
        as(ADA).urlEncodingEnabled(false)
                .post("/api/v1/settings/notifications/" + channel + "/test")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
    }

    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @FieldSource("LIMITS")
    void aLimitThatNoListHasIsRefused(String limit) {
        for (String list : LISTS) {
            as(ADA).queryParam("limit", limit)
                    .get(list)
                    .then()
                    .statusCode(400)
                    .contentType(Problem.MEDIA_TYPE)
                    .body("detail", containsString("limit"));
        }
    }

    @ParameterizedTest
    @FieldSource("CURSORS")
    void aCursorOfNoListIsRefused(String cursor) {
        for (String list : LISTS) {
            boolean couldBeOfDevices =
                    list.endsWith("devices") && new String(decoded(cursor), StandardCharsets.UTF_8).contains("\n");
            if (!couldBeOfDevices) {
                as(ADA).queryParam("cursor", cursor)
                        .get(list)
                        .then()
                        .statusCode(400)
                        .contentType(Problem.MEDIA_TYPE)
                        .body("detail", containsString("cursor"));
            }
        }
    }

    @Test
    void aCursorOfAlertsIsNoneOfTraffic() {
        for (String list : List.of("/api/v1/traffic/flows", "/api/v1/traffic/dns")) {
            as(ADA).queryParam("cursor", cursor("2026-11-23T12:00:00Z", "a1"))
                    .get(list)
                    .then()
                    .statusCode(400)
                    .contentType(Problem.MEDIA_TYPE)
                    .body("detail", containsString("cursor"));
        }
    }

    private static byte[] decoded(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    @ParameterizedTest
    @FieldSource("QUESTIONS")
    void aQuestionThatMakesNoSenseIsAProblemOfTheOneWhoAsks(String path) {
        Response answer = as(ADA).urlEncodingEnabled(false).get(path);

        answer.then().statusCode(400).contentType(Problem.MEDIA_TYPE).body("detail.length()", greaterThan(0));
        assertThat(answer.asString()).doesNotContainIgnoringCase("exception").doesNotContain("curfew-alerts");
    }

    @ParameterizedTest
    @FieldSource("NOTHINGS")
    void whatCannotBeIsNotFound(String path) {
        as(ADA).urlEncodingEnabled(false).get(path).then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @FieldSource("BODIES")
    void aBodyThatHoldsNoPolicyIsRefused(String body) {
        as(ADA).contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "{\"note\":", "{\"note\":{\"a\":1}}"})
    void aBodyThatHoldsNoNoteIsRefusedBeforeTheAlertIsLookedFor(String body) {
        as(ADA).contentType(ContentType.JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/alerts/none/acknowledge")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/xml", "nonsense"})
    void onlyJsonIsUnderstood(String type) {
        RestAssured.given()
                .auth()
                .oauth2(People.token(ADA))
                .header("Content-Type", type)
                .body("{\"text\":\"curfew: 1\"}".getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
    }

    /**
     * Asks before it sends: who refuses a body does not read it, and what is written to a closed connection is lost.
     */
    @Test
    void aBodyOverTheLimitIsRefused() throws IOException, InterruptedException {
        String body = "{\"text\":\"" + "x".repeat(1_100_000) + "\"}";
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/api/v1/policy/check", "/api/v1/alerts/none/acknowledge")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .expectContinue(true)
                        .header("Authorization", "Bearer " + People.token(ADA))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();

                HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(413);
                assertThat(answer.headers().firstValue("Content-Type")).contains(Problem.MEDIA_TYPE);
                assertThat(answer.body()).contains("urn:curfew:problem:too-large");
            }
        }
    }

    @Test
    void aPolicyThatGrowsWhenReadIsAMistake() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [ha, ha]\\n");
        for (int level = 1; level < 30; level++) {
            laughs.append("a%d: &a%d [*a%d, *a%d]\\n".formatted(level, level, level - 1, level - 1));
        }

        as(ADA).contentType(ContentType.JSON)
                .body("{\"text\":\"" + laughs + "\"}")
                .post("/api/v1/policy/check")
                .then()
                .statusCode(200)
                .body("mistakes.size()", greaterThan(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"latest\"", "\"-1\"", "\"99999999999999999999\"", "W/\"0\"", "\"0\", \"1\""})
    void anIfMatchThatIsNoVersionInForceChangesNothing(String ifMatch) {
        String before = as(ADA).get("/api/v1/policy").header("ETag");

        as(ADA).contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body("{\"text\":\"curfew: 1\\nsites: [{ id: lisbon }]\\n\"}")
                .put("/api/v1/policy")
                .then()
                .statusCode(412)
                .contentType(Problem.MEDIA_TYPE);

        assertThat(as(ADA).get("/api/v1/policy").header("ETag")).isEqualTo(before);
    }

    @Test
    void aFormThatNothingHasIsNotAcceptable() {
        Stream.of("/api/v1/alerts", "/api/v1/policy")
                .forEach(path -> as(ADA).accept("application/xml")
                        .get(path)
                        .then()
                        .statusCode(406)
                        .contentType(Problem.MEDIA_TYPE));
    }
}
