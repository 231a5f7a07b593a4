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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
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
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The API as machines and people use it, around a real Kafka, OpenSearch and Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ApiIT {
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final String TILL_MAC = "02:00:00:00:00:22";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void policyIsInForce() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        Response policy = as(ADA).get("/api/v1/policy");
        if (!Lisbon.POLICY.equals(policy.path("text"))) {
            as(ADA).header("If-Match", policy.header("ETag"))
                    .contentType(ContentType.JSON)
                    .body(Map.of("text", Lisbon.POLICY))
                    .put("/api/v1/policy")
                    .then()
                    .statusCode(200);
        }
    }

    private static String awaitAlert(String person, String peer) {
        return Awaitility.await().atMost(PATIENCE).until(() -> alertAbout(person, peer), id -> !id.isEmpty());
    }

    private static String alertAbout(String person, String peer) {
        List<String> ids = as(person)
                .queryParam("q", peer)
                .queryParam("kind", "rule")
                .get("/api/v1/alerts")
                .path("items.id");
        return ids == null || ids.isEmpty() ? "" : ids.getFirst();
    }

    @Test
    void whoeverSeesOneSiteSeesNothingOfTheOther() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.17"));
        Lisbon.phonesHome("porto", TILL_MAC, IpAddress.parse("203.0.113.8"));
        String ofLisbon = awaitAlert(ADA, "203.0.113.17");
        String ofPorto = awaitAlert(ADA, "203.0.113.8");
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
    void anOperatorAcknowledgesAnAlertAndItStaysSo() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.9"));
        String alert = awaitAlert(LIA, "203.0.113.9");

        as(LIA).contentType(ContentType.JSON)
                .body(Map.of("note", "known"))
                .post("/api/v1/alerts/" + alert + "/acknowledge")
                .then()
                .statusCode(202)
                .body("state", equalTo("acknowledged"))
                .body("acknowledgement.by", equalTo("lia"));

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(OLGA).get("/api/v1/alerts/" + alert)
                        .then()
                        .body("state", equalTo("acknowledged"))
                        .body("acknowledgement.note", equalTo("known")));
    }

    @Test
    void aResolvedAlertOpensAgainWithItsHistoryWhenItHappensAgain() throws Exception {
        IpAddress peer = IpAddress.parse("203.0.113.31");
        Lisbon.phonesHome("lisbon", CAMERA_MAC, peer, "again.example.org");
        String alert = awaitAlert(LIA, "again.example.org");

        post(LIA, alert + "/resolve", Map.of("note", "replaced"))
                .then()
                .statusCode(202)
                .body("state", equalTo("resolved"))
                .body("resolution.by", equalTo("lia"));
        awaitState(alert, "resolved");
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(LIA).queryParam("state", "open")
                        .queryParam("q", "again.example.org")
                        .queryParam("kind", "rule")
                        .get("/api/v1/alerts")
                        .then()
                        .body("total", is(0)));
        Lisbon.phonesHome("lisbon", CAMERA_MAC, peer, "again.example.org");
        awaitState(alert, "open");

        as(LIA).get("/api/v1/alerts/" + alert)
                .then()
                .body("count", is(2))
                .body("reopened", notNullValue())
                .body("history.turn", contains("opened", "resolved", "reopened"))
                .body("history.by", contains("", "lia", ""))
                .body("notes.text", contains("replaced"))
                .body("hours.size()", greaterThan(0));
    }

    @Test
    void severalAlertsOfASiteAreMutedAtOnceOrNotAtAll() throws Exception {
        IpAddress peer = IpAddress.parse("203.0.113.32");
        Lisbon.phonesHome("lisbon", CAMERA_MAC, peer, "one.example.org");
        Lisbon.phonesHome("lisbon", CAMERA_MAC, peer, "two.example.org");
        Lisbon.phonesHome("porto", TILL_MAC, peer, "three.example.org");
        List<String> mine = List.of(awaitAlert(OLGA, "one.example.org"), awaitAlert(OLGA, "two.example.org"));
        String other = awaitAlert(OLGA, "three.example.org");
        String until = Instant.now().plusSeconds(3_600).toString();

        bulk(List.of(mine.getFirst(), other), until).then().statusCode(404);
        bulk(mine, Instant.now().minusSeconds(1).toString()).then().statusCode(400);
        bulk(mine, until).then().statusCode(202).body("items.state", everyItem(is("muted")));

        for (String alert : mine) {
            awaitState(alert, "muted");
        }
        as(OLGA).get("/api/v1/alerts/" + other).then().body("state", equalTo("open"));
        post(OLGA, mine.getFirst() + "/unmute", Map.of()).then().statusCode(202);
        awaitState(mine.getFirst(), "open");
    }

    private static Response bulk(List<String> alerts, String until) {
        return as(OLGA).contentType(ContentType.JSON)
                .body(Map.of("site", "lisbon", "alerts", alerts, "command", "mute", "until", until))
                .post("/api/v1/alerts/commands");
    }

    @Test
    void whatPeopleDecideStandsInTheAuditTrail() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.35"));
        String alert = awaitAlert(OLGA, "203.0.113.35");
        post(OLGA, alert + "/note", Map.of("note", "asked the vendor")).then().statusCode(202);

        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(ADA).queryParam("site", "lisbon")
                        .queryParam("by", "olga")
                        .queryParam("action", "note")
                        .get("/api/v1/audit")
                        .then()
                        .statusCode(200)
                        .body("items.alert", hasItem(alert))
                        .body("items.note", hasItem("asked the vendor")));
        as(ADA).queryParam("action", "policy")
                .get("/api/v1/audit")
                .then()
                .body("items[0].by", equalTo("ada"))
                .body("items[0].policyVersion", greaterThan(0));
    }

    @Test
    void whatAnAlertIsAboutIsWrittenForAFirewall() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.38"));
        String rule = "/api/v1/alerts/" + awaitAlert(LIA, "203.0.113.38") + "/firewall";

        as(LIA).get(rule)
                .then()
                .statusCode(200)
                .body("form", equalTo("nftables"))
                .body("site", equalTo("lisbon"))
                .body("text", containsString("daddr 203.0.113.38"))
                .body("cautions.size()", greaterThan(0));
        as(LIA).queryParam("form", "openwrt").get(rule).then().body("text", containsString("uci commit firewall"));
        as(LIA).queryParam("form", "abacus").get(rule).then().statusCode(400).body("detail", containsString("form"));
        as(PEDRO).get(rule).then().statusCode(404);
    }

    @Test
    void whatADeviceDoesIsToBeHadAsAMudFile() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.39"));
        awaitAlert(LIA, "203.0.113.39");

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
    void aPolicyThatAllowsItIsProposedAndNothingIsChanged() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.36"));
        String alert = awaitAlert(OLGA, "203.0.113.36");
        String before = as(ADA).get("/api/v1/policy").header("ETag");

        Response proposal = post(OLGA, alert + "/allow", Map.of("because", "maps"));

        proposal.then()
                .statusCode(200)
                .body("ifMatch", equalTo(before))
                .body("diff", containsString("+  - { id: allowed-to-camera,"))
                .body("summary", containsString("Hall camera"));
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of("text", proposal.path("text")))
                .post("/api/v1/policy/check")
                .then()
                .body("mistakes.size()", is(0));
        as(ADA).get("/api/v1/policy").then().header("ETag", before);
        post(LIA, alert + "/allow", Map.of()).then().statusCode(403);
    }

    @Test
    void whoeverSaysWhoADeviceIsLeavesItInTheAuditTrail() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.37"));
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

    private static Response post(String person, String path, Map<String, ?> body) {
        return as(person).contentType(ContentType.JSON).body(body).post("/api/v1/alerts/" + path);
    }

    private static void awaitState(String alert, String state) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> as(OLGA).get("/api/v1/alerts/" + alert).then().body("state", equalTo(state)));
    }

    @Test
    void aViewerMayLookButNotAcknowledge() throws Exception {
        Lisbon.phonesHome("porto", TILL_MAC, IpAddress.parse("203.0.113.10"));
        String alert = awaitAlert(PEDRO, "203.0.113.10");

        as(PEDRO)
                .contentType(ContentType.JSON)
                .body(Map.of("note", "known"))
                .post("/api/v1/alerts/" + alert + "/acknowledge")
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:curfew:problem:role-missing"));
    }

    @Test
    void aPolicyWithAMistakeIsRefusedWithItsPlaceAndTheOldOneStays() {
        String before = as(ADA).get("/api/v1/policy").header("ETag");

        as(ADA).header("If-Match", before)
                .contentType(ContentType.JSON)
                .body(Map.of("text", Lisbon.POLICY.replace("zones: [things]", "zones: [thing]")))
                .put("/api/v1/policy")
                .then()
                .statusCode(422)
                .contentType(Problem.MEDIA_TYPE)
                .body("mistakes[0].line", is(18))
                .body("mistakes[0].column", greaterThan(1))
                .body("mistakes[0].message", containsString("thing"));

        as(ADA).get("/api/v1/policy").then().header("ETag", before).body("text", equalTo(Lisbon.POLICY));
    }

    @Test
    void aPolicyIsReplacedOnlyByWhoeverSawTheLatest() {
        String latest = as(ADA).get("/api/v1/policy").header("ETag");
        Map<String, String> text = Map.of("text", Lisbon.POLICY);

        as(ADA).contentType(ContentType.JSON)
                .body(text)
                .put("/api/v1/policy")
                .then()
                .statusCode(428);
        as(ADA).contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(text)
                .put("/api/v1/policy")
                .then()
                .statusCode(412);
        as(OLGA).contentType(ContentType.JSON)
                .header("If-Match", latest)
                .body(text)
                .put("/api/v1/policy")
                .then()
                .statusCode(403);
        as(LIA).get("/api/v1/policy").then().statusCode(403);
    }

    @Test
    void everyPolicyThatWasInForceCanBeReadAndPutInForceAgain() {
        String latest = as(ADA).get("/api/v1/policy").header("ETag");
        int version = Integer.parseInt(latest.replace("\"", ""));
        as(ADA).contentType(ContentType.JSON)
                .header("If-Match", latest)
                .body(Map.of("text", Lisbon.POLICY + "# again\n"))
                .put("/api/v1/policy")
                .then()
                .statusCode(200);

        Response page = as(ADA).queryParam("limit", "1").get("/api/v1/policy/versions");

        page.then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].version", is(version + 1))
                .body("items[0].author", equalTo("ada"))
                .body("total", greaterThan(1));
        as(ADA).queryParam("limit", "1")
                .queryParam("cursor", page.<String>path("next"))
                .get("/api/v1/policy/versions")
                .then()
                .body("items[0].version", is(version));
        String before = as(ADA).get("/api/v1/policy/versions/" + version).path("text");
        assertThat(before).isEqualTo(Lisbon.POLICY);
        as(ADA).contentType(ContentType.JSON)
                .header("If-Match", "\"" + (version + 1) + "\"")
                .body(Map.of("text", before))
                .put("/api/v1/policy")
                .then()
                .statusCode(200)
                .body("version", is(version + 2));
        as(LIA).get("/api/v1/policy/versions").then().statusCode(403);
        as(LIA).get("/api/v1/policy/versions/" + version).then().statusCode(403);
        as(ADA).get("/api/v1/policy/versions/" + (version + 1_000)).then().statusCode(404);
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
    void aPolicyIsCheckedWithoutChangingAnything() {
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of("text", Lisbon.POLICY))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(200)
                .body("mistakes.size()", is(0));
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of("text", "curfew: 1\nsite: []\n"))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(200)
                .body("mistakes[0].line", is(2))
                .body("warnings.size()", is(0));
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of("text", Lisbon.POLICY.replace("to: resolvers", "to: {country: PT}")))
                .post("/api/v1/policy/check")
                .then()
                .statusCode(200)
                .body("mistakes.size()", is(0))
                .body("warnings.message", hasItem(containsString("this cannot be judged")));
        as(ADA).get("/api/v1/policy/schema").then().statusCode(200).body("$schema", notNullValue());
    }

    @Test
    void aPolicyIsTriedOnWhatIsRecordedOfASite() throws Exception {
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.77"));
        String open = Lisbon.POLICY.replace("- { service: dns, to: resolvers }", "- { to: internet }");

        String events = as(ADA).contentType(ContentType.JSON)
                .accept("text/event-stream")
                .body(Map.of("text", open, "site", "lisbon"))
                .post("/api/v1/policy/what-if")
                .asString();

        String impact = events.substring(events.indexOf("event:impact"));
        assertThat(impact)
                .contains("\"begun\":[]", "\"origin\":\"things-stay-home\"", "\"device\":\"camera\"", "203.0.113.77");
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of("text", "curfew: 1", "site", "lisbon"))
                .post("/api/v1/policy/what-if")
                .then()
                .statusCode(422)
                .body("mistakes.message", hasItem("a policy needs at least one site"));
        as(LIA).contentType(ContentType.JSON)
                .body(Map.of("text", open, "site", "lisbon"))
                .post("/api/v1/policy/what-if")
                .then()
                .statusCode(403);
    }

    @Test
    void changesOfAlertsReachThoseWhoListenAndMaySeeThem() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        HttpResponse<InputStream> stream = listen(LIA);
        Thread.ofVirtual().start(() -> readAlert(stream, heard));

        Lisbon.phonesHome("porto", TILL_MAC, IpAddress.parse("203.0.113.11"));
        Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse("203.0.113.12"));

        assertThat(stream.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("\"site\":\"lisbon\"");
        stream.body().close();
    }

    private static HttpResponse<InputStream> listen(String person) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/alerts/stream"))
                .header("Authorization", "Bearer " + People.token(person))
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
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                .header("Content-Security-Policy", not(containsString("script-src 'unsafe-inline'")));
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
