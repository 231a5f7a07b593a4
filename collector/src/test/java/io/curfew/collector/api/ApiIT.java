package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.events.IpAddress;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.LIA;
import static io.curfew.collector.api.People.OLGA;
import static io.curfew.collector.api.People.PEDRO;
import static io.curfew.collector.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** The API as machines and people use it, around a real Kafka, OpenSearch and Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void policyIsInForce() {
        Lisbon.putPolicyInForce();
    }

    @Test
    void whoeverSeesOneSiteSeesNothingOfTheOther() throws Exception {
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.17"));
        Lisbon.phonesHome("porto", Lisbon.TILL_MAC, IpAddress.parse("203.0.113.8"));
        String ofLisbon = Lisbon.awaitAlert(ADA, "203.0.113.17");
        String ofPorto = Lisbon.awaitAlert(ADA, "203.0.113.8");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(ADA).get("/api/v1/devices")
                        .then()
                        .body("items.site", hasItem("porto"))
                        .body("items.site", hasItem("lisbon")));

        for (String list : List.of("/api/v1/alerts", "/api/v1/devices")) {
            as(PEDRO)
                    .get(list)
                    .then()
                    .statusCode(200)
                    .body("items.size()", greaterThan(0))
                    .body("items.site", everyItem(is("porto")));
        }
        for (String list : List.of("/api/v1/traffic/flows", "/api/v1/traffic/dns")) {
            as(PEDRO).get(list).then().statusCode(200).body("items.curfew.site", everyItem(is("porto")));
        }
        as(PEDRO).get("/api/v1/sites").then().statusCode(200).body("items.id", contains("porto"));
        as(PEDRO).get("/api/v1/alerts/" + ofPorto).then().statusCode(200);
        as(PEDRO)
                .get("/api/v1/alerts/" + ofLisbon)
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:curfew:problem:not-found"));
        as(PEDRO).get("/api/v1/devices/lisbon/camera").then().statusCode(404);
        as(PEDRO)
                .queryParam("site", "lisbon")
                .get("/api/v1/alerts")
                .then()
                .body("total", is(0))
                .body("items.size()", is(0));
    }

    @Test
    void whatADeviceDoesIsToBeHadAsAMudFile() throws Exception {
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.39"));
        Lisbon.awaitAlert(LIA, "203.0.113.39");

        as(LIA).get("/api/v1/devices/lisbon/camera/mud")
                .then()
                .statusCode(200)
                .contentType("application/mud+json")
                .header("Content-Disposition", equalTo("attachment; filename=\"camera.json\""))
                .body("'ietf-mud:mud'.systeminfo", equalTo("Hall camera"))
                .body("'ietf-access-control-list:acls'.acl.name", hasItem("from-ipv4"));
        as(PEDRO)
                .get("/api/v1/devices/lisbon/camera/mud")
                .then()
                .statusCode(404)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void whoeverSaysWhoADeviceIsLeavesItInTheAuditTrail() throws Exception {
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.37"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> as(LIA).get("/api/v1/devices/lisbon/camera").statusCode() == 200);

        remark("{\"name\":\"Hall\",\"tags\":[\"Upper Case\"]}").then().statusCode(400);
        remark("{\"name\":\"Hall\",\"trust\":\"limited\",\"links\":[{\"title\":\"x\",\"url\":\"javascript:1\"}]}")
                .then()
                .statusCode(400);
        remark("{\"name\":\"Hall\",\"owner\":\"lia\",\"trust\":\"limited\",\"tags\":[\"camera\"]}")
                .then()
                .statusCode(202)
                .body("trust", equalTo("limited"));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(ADA).queryParam("action", "adopt")
                        .get("/api/v1/audit")
                        .then()
                        .body("items.device", hasItem("camera")));
    }

    private static Response remark(String body) {
        return as(LIA).contentType(ContentType.JSON).body(body).put("/api/v1/devices/lisbon/camera/remark");
    }

    @Test
    void anAdminSeesWhatTheCollectorWasStartedWithAndNoSecret() {
        Response settings = as(ADA).get("/api/v1/settings");

        settings.then()
                .statusCode(200)
                .body("settings.find { it.key == 'curfew.keep.alerts' }.value", equalTo("400d"))
                .body("settings.find { it.key == 'curfew.keep.alerts' }.variable", equalTo("CURFEW_KEEP_ALERTS"))
                .body("settings.find { it.key == 'curfew.keep.alerts' }.origin", equalTo("default"))
                .body("settings.find { it.key == 'curfew.opensearch.password' }.secret", is(true))
                .body("settings.find { it.key == 'curfew.opensearch.password' }.value", nullValue());
        as(OLGA).get("/api/v1/settings").then().statusCode(403);
    }

    @Test
    void anAdminSeesTheChannelsOfNotificationsAndTriesOne() {
        as(ADA).get("/api/v1/settings")
                .then()
                .body("notifications.name", contains("phone"))
                .body("notifications[0].kind", equalTo("webhook"))
                .body("notifications[0].target", equalTo("http://127.0.0.1:1/…"))
                .body("notifications[0].severity", equalTo("medium"))
                .body("notifications[0].status.told", is(0))
                .body("settings.key", not(hasItem(containsString("curfew.notifications.channels"))));
        as(ADA).post("/api/v1/settings/notifications/phone/test")
                .then()
                .statusCode(200)
                .body("taken", is(false))
                .body("reason", equalTo("the host does not take connections there"));
        as(OLGA).post("/api/v1/settings/notifications/phone/test").then().statusCode(403);
    }

    @Test
    void changesOfAlertsReachThoseWhoListenAndMaySeeThem() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        HttpResponse<InputStream> stream = listen("/api/v1/alerts/stream", People.token(LIA));
        Thread.ofVirtual().start(() -> readAlert(stream, heard));

        Lisbon.phonesHome("porto", Lisbon.TILL_MAC, IpAddress.parse("203.0.113.11"));
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.12"));

        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("\"site\":\"lisbon\"");
        stream.body().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/alerts/stream", "/api/v1/sensors/stream"})
    void aStreamEndsWithTheTokenThatOpenedIt(String path) throws Exception {
        String token = People.shortLived(LIA, Duration.ofSeconds(10));
        HttpResponse<InputStream> stream = listen(path, token);
        CompletableFuture<List<String>> heard = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> readToTheEnd(stream, heard));

        List<String> lines = heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(lines).contains("event:ended");
        assertThat(listen(path, token).statusCode()).isEqualTo(401);
    }

    private static void readToTheEnd(HttpResponse<InputStream> stream, CompletableFuture<List<String>> heard) {
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            heard.complete(lines.lines().toList());
        } catch (IOException | UncheckedIOException broken) {
            heard.completeExceptionally(broken);
        }
    }

    private static HttpResponse<InputStream> listen(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static void readAlert(HttpResponse<InputStream> stream, CompletableFuture<String> heard) {
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            boolean isAlert = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isAlert && line.startsWith("data:")) {
                    heard.complete(line);
                    return;
                }
                isAlert = line.equals("event:alert");
            }
        } catch (IOException closed) {
            heard.completeExceptionally(closed);
        }
    }

    @Test
    void whoeverIsNotSignedInGets401AndNeverARedirect() {
        for (String path : List.of("/api/v1/me", "/api/v1/alerts", "/api/v1/alerts/stream", "/api/v1/policy")) {
            RestAssured.given()
                    .redirects()
                    .follow(false)
                    .get(path)
                    .then()
                    .statusCode(401)
                    .contentType(Problem.MEDIA_TYPE);
        }
        RestAssured.given()
                .auth()
                .oauth2("not.a.token")
                .get("/api/v1/me")
                .then()
                .statusCode(401)
                .contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void everyOneIsToldWhoTheyAre() {
        as(ADA).get("/api/v1/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("ada"))
                .body("sites", contains("*"))
                .body("roles", contains("viewer", "operator", "admin", "auditor"));
        as(LIA).get("/api/v1/me")
                .then()
                .body("sites", contains("lisbon"))
                .body("roles", contains("viewer", "operator"));
    }

    @Test
    void mistakesInRequestsAreProblems() {
        as(ADA).get("/api/v1/nothing").then().statusCode(404).contentType(Problem.MEDIA_TYPE);
        as(ADA).delete("/api/v1/alerts").then().statusCode(405).contentType(Problem.MEDIA_TYPE);
        as(ADA).queryParam("limit", "many")
                .get("/api/v1/alerts")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("limit"));
        as(ADA).queryParam("cursor", "!!")
                .get("/api/v1/alerts")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
        as(ADA).queryParam("severity", "terrible").get("/api/v1/alerts").then().statusCode(400);
        as(ADA).contentType(ContentType.JSON)
                .body("{\"text\":")
                .post("/api/v1/policy/check")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
        as(ADA).contentType(ContentType.TEXT)
                .body("curfew: 1")
                .post("/api/v1/policy/check")
                .then()
                .statusCode(415)
                .contentType(Problem.MEDIA_TYPE);
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of("text", "x".repeat(2_000_000)))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(413);
    }

    @Test
    void pagesOfOtherSitesChangeNothing() {
        as(ADA).contentType(ContentType.JSON)
                .header("Origin", "https://evil.example.org")
                .body(Map.of("text", "curfew: 1"))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:curfew:problem:cross-site-request"));
        as(ADA).contentType(ContentType.JSON)
                .header("Sec-Fetch-Site", "cross-site")
                .body(Map.of("text", "curfew: 1"))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(403);
    }

    @Test
    void everyAnswerTellsBrowsersToBeCareful() {
        RestAssured.get("/api/v1/me")
                .then()
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cache-Control", "no-store")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                                + " connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none';"
                                + " form-action 'self'; frame-ancestors 'none'");
    }

    @Test
    void whoeverHasTheLatestIsNotSentItAgain() {
        for (String path : List.of("/api/v1/policy", "/api/v1/policy/schema")) {
            Response first = as(ADA).get(path);
            String tag = first.header("ETag");

            first.then().statusCode(200);
            as(ADA).header("If-None-Match", tag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", tag)
                    .body(emptyString());
            as(ADA).header("If-None-Match", "\"another\"").get(path).then().statusCode(200);
        }
    }
}
