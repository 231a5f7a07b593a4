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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.LIA;
import static io.curfew.collector.api.People.OLGA;
import static io.curfew.collector.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

/** The policy by the API: read, checked, replaced, tried; around a real Kafka, OpenSearch and Keycloak. */
@QuarkusTest
@WithTestResource(RealServers.class)
class PolicyApiIT {
    @BeforeEach
    void policyIsInForce() {
        Lisbon.putPolicyInForce();
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
    void whoeverIsCalledAsFilesAreInTheHistoryDoesNotReplaceThePolicy() {
        People.invite("files", List.of("admin"), List.of("/sites/*"));
        String before = as(ADA).get("/api/v1/policy").header("ETag");

        as("files")
                .header("If-Match", before)
                .contentType(ContentType.JSON)
                .body(Map.of("text", Lisbon.POLICY))
                .put("/api/v1/policy")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:curfew:problem:name-taken"));

        as(ADA).get("/api/v1/policy").then().header("ETag", before);
    }

    @Test
    void healthSaysHowManyFilesAreMissingAndNamesNone() throws IOException {
        Path list = Files.writeString(RealServers.policyFiles().resolve("olga-tablet.txt"), "ads.example");
        as(ADA).header("If-Match", as(ADA).get("/api/v1/policy").header("ETag"))
                .contentType(ContentType.JSON)
                .body(Map.of("text", Lisbon.POLICY + "lists: [ { id: tablet, file: olga-tablet.txt } ]\n"))
                .put("/api/v1/policy")
                .then()
                .statusCode(200);

        Files.delete(list);

        Awaitility.await()
                .untilAsserted(() -> RestAssured.get("/q/health/well")
                        .then()
                        .body("checks.find { it.name == 'policy' }.status", equalTo("DOWN"))
                        .body("checks.find { it.name == 'policy' }.data.mistakes", is(1)));
        assertThat(RestAssured.get("/q/health/well").asString()).doesNotContain("olga");
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
        for (String old : List.of("\"0\"", "\"-1\"", "\"9223372036854775807\"", "\"9223372036854775808\"")) {
            as(ADA).contentType(ContentType.JSON)
                    .header("If-Match", old)
                    .body(text)
                    .put("/api/v1/policy")
                    .then()
                    .statusCode(412);
        }
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
    void whoSeesOneSiteLearnsNothingOfTheFilesThatThereAre() throws IOException {
        Files.writeString(RealServers.policyFiles().resolve("porto-cams.txt"), "cloud.example.org\n");
        Set<String> told = new HashSet<>();
        for (String file : List.of("porto-cams.txt", "porto-cam.txt")) {
            Response answer = as(LIA).contentType(ContentType.JSON)
                    .body(Map.of("text", Lisbon.POLICY + "lists: [ { id: l, file: " + file + ", format: domains } ]\n"))
                    .post("/api/v1/policy/check");
            answer.then()
                    .statusCode(200)
                    .body("mistakes.size()", is(0))
                    .body("warnings.message", hasItem("there is no list file \"" + file + "\""));
            told.add(answer.asString().replace(file, "the file"));
        }
        assertThat(told).hasSize(1);
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
        Lisbon.phonesHome("lisbon", Lisbon.CAMERA_MAC, IpAddress.parse("203.0.113.77"));
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
        as(ADA).contentType(ContentType.JSON)
                .body(Map.of(
                        "text", open, "site", "lisbon", "from", "2026-11-02T00:00:00Z", "to", "2026-11-01T00:00:00Z"))
                .post("/api/v1/policy/what-if")
                .then()
                .statusCode(400)
                .body("detail", containsString("it has to be before to"));
        as(LIA).contentType(ContentType.JSON)
                .body(Map.of("text", open, "site", "lisbon"))
                .post("/api/v1/policy/what-if")
                .then()
                .statusCode(403);
    }
}
