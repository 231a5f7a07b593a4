package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.events.IpAddress;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.LIA;
import static io.curfew.collector.api.People.OLGA;
import static io.curfew.collector.api.People.PEDRO;
import static io.curfew.collector.api.People.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

/** What people do about alerts by the API, around a real Kafka, OpenSearch and Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
class AlertApiIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void policyIsInForce() {
        Lisbon.putPolicyInForce();
    }

    @Test
    void anOperatorAcknowledgesAnAlertAndItStaysSo() throws Exception {
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.9"));
        String alert = Lisbon.awaitAlert(LIA, "203.0.113.9");

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
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, peer, "again.example.org");
        String alert = Lisbon.awaitAlert(LIA, "again.example.org");

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
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, peer, "again.example.org");
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
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, peer, "one.example.org");
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, peer, "two.example.org");
        Lisbon.phonesHome("porto", Lisbon.TILL_MAC, peer, "three.example.org");
        List<String> mine =
                List.of(Lisbon.awaitAlert(OLGA, "one.example.org"), Lisbon.awaitAlert(OLGA, "two.example.org"));
        String other = Lisbon.awaitAlert(OLGA, "three.example.org");
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
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.35"));
        String alert = Lisbon.awaitAlert(OLGA, "203.0.113.35");
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
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> as(ADA).queryParam("action", "policy")
                        .get("/api/v1/audit")
                        .then()
                        .body("items.by", hasItem("ada"))
                        .body("items[0].policyVersion", greaterThan(0)));
    }

    @Test
    void whatAnAlertIsAboutIsWrittenForAFirewall() throws Exception {
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.38"));
        String rule = "/api/v1/alerts/" + Lisbon.awaitAlert(LIA, "203.0.113.38") + "/firewall";

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
    void aPolicyThatAllowsItIsProposedAndNothingIsChanged() throws Exception {
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.36"));
        String alert = Lisbon.awaitAlert(OLGA, "203.0.113.36");
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
    void aViewerMayLookButNotAcknowledge() throws Exception {
        Lisbon.phonesHome("porto", Lisbon.TILL_MAC, IpAddress.parse("203.0.113.10"));
        String alert = Lisbon.awaitAlert(PEDRO, "203.0.113.10");

        as(PEDRO)
                .contentType(ContentType.JSON)
                .body(Map.of("note", "known"))
                .post("/api/v1/alerts/" + alert + "/acknowledge")
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("type", equalTo("urn:curfew:problem:role-missing"));
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
}
