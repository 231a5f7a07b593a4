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
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.OLGA;
import static io.curfew.collector.api.People.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** A sensor comes, from the invitation to the trail that it leaves. */
@QuarkusTest
@WithTestResource(RealServers.class)
class EnrolmentIT {
    /** RFC 8410, section 10.1. */
    private static final String KEY = "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @BeforeEach
    void theCollectorIsReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @Test
    void aSensorGetsItsConfigurationOnceAndBothStandInTheTrail() {
        String token = invite("{\"sensor\":\"loft\",\"interfaceName\":\"eth1\"}")
                .then()
                .statusCode(201)
                .body("site", equalTo("lisbon"))
                .body("sensor", equalTo("loft"))
                .extract()
                .path("token");

        enrol(token)
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .body(allOf(
                        containsString("sensor: \"loft\""),
                        containsString(RealServers.stack().kafkaBootstrapServers())));
        enrol(token).then().statusCode(401).contentType(Problem.MEDIA_TYPE);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> actions = as(ADA).queryParam("site", "lisbon")
                    .get("/api/v1/audit")
                    .path("items.findAll { it.sensor == 'loft' }.action");
            assertThat(actions).containsExactlyInAnyOrder("invite", "enrol");
        });
    }

    @Test
    void aRevokedSensorStandsInTheTrailAndIsRevokedOnce() {
        String token = invite("{\"sensor\":\"cellar\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        enrol(token, KEY).then().statusCode(200);

        revoke("cellar").then().statusCode(200).body("signs", equalTo(true)).body("revokedBy", equalTo(ADA));
        String since = revoke("cellar").path("revoked");

        assertThat(revoke("cellar").<String>path("revoked")).isEqualTo(since);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> actions = as(ADA).queryParam("site", "lisbon")
                    .get("/api/v1/audit")
                    .path("items.findAll { it.sensor == 'cellar' }.action");
            assertThat(actions).containsExactlyInAnyOrder("invite", "enrol", "revoke");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "LOFT", "%2A", "..%2Floft", "%00", "a%0D%0AX"})
    void whoWasNeverEnrolledIsNotRevoked(String sensor) {
        revoke(sensor).then().statusCode(404).contentType(Problem.MEDIA_TYPE);
    }

    @Test
    void whatWasRevokedComesBackByAnAdminOnly() {
        enrol(invite("{\"sensor\":\"stable\"}").path("token"), KEY).then().statusCode(200);
        String open = invite("{\"sensor\":\"stable\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("token");

        revoke("stable").then().statusCode(200);

        enrol(open, KEY).then().statusCode(401);
        invite("{\"sensor\":\"stable\"}")
                .then()
                .statusCode(403)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("was revoked"));
        String anew = invite(ADA, "{\"sensor\":\"stable\"}")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        enrol(anew, KEY).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "MCowBQYDK2VuAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=",
                "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuEA"
            })
    void whatIsNoKeyIsRefusedAndCostsNoToken(String key) {
        String token =
                invite("{\"sensor\":\"barn\"}").then().statusCode(201).extract().path("token");

        enrol(token, key)
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE)
                .body("detail", containsString("publicKey"));

        enrol(token, KEY).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"sensor\":\"\"}",
                "{\"sensor\":\"LOFT\"}",
                "{\"sensor\":\"loft\",\"interfaceName\":\"eth0\\nkafka: {}\"}"
            })
    void anInvitationOfNobodyIsRefused(String body) {
        invite(body).then().statusCode(400).contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "{\"token\":null}"})
    void aRequestWithoutATokenIsRefused(String body) {
        RestAssured.given()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/enrolment")
                .then()
                .statusCode(400)
                .contentType(Problem.MEDIA_TYPE);
    }

    private static Response invite(String body) {
        return invite(OLGA, body);
    }

    private static Response invite(String person, String body) {
        return as(person).contentType(ContentType.JSON).body(body).post("/api/v1/sites/lisbon/invitations");
    }

    private static Response revoke(String sensor) {
        return as(ADA).urlEncodingEnabled(false).delete("/api/v1/sites/lisbon/sensors/" + sensor + "/enrolment");
    }

    private static Response enrol(String token, String key) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\",\"publicKey\":\"" + key + "\"}")
                .post("/api/v1/enrolment");
    }

    private static Response enrol(String token) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\"}")
                .post("/api/v1/enrolment");
    }
}
