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
        return as(OLGA).contentType(ContentType.JSON).body(body).post("/api/v1/sites/lisbon/invitations");
    }

    private static Response enrol(String token) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\"}")
                .post("/api/v1/enrolment");
    }
}
