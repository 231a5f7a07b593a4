package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.events.IpAddress;
import io.curfew.stack.part.Part;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.as;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** A real OpenSearch that goes away while sensors report, and comes back. */
@QuarkusTest
@WithTestResource(RealServers.class)
class StoreAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<Part> STORE = EnumSet.of(Part.OPENSEARCH);
    private static final String CAMERA_MAC = "02:00:00:00:00:21";
    private static final List<String> PEERS = List.of("203.0.113.131", "203.0.113.132", "203.0.113.133");

    @BeforeEach
    void theCollectorIsReady() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
    }

    @AfterEach
    void theStoreIsBack() throws Exception {
        RealServers.stack().start(STORE);
    }

    @Test
    void whileTheStoreIsAwayRequestsAreToldSoAndAfterwardsNothingIsLost() throws Exception {
        RealServers.stack().stop(STORE);

        for (String path : List.of(
                "/api/v1/sites",
                "/api/v1/devices",
                "/api/v1/devices/lisbon/camera",
                "/api/v1/alerts",
                "/api/v1/alerts/none",
                "/api/v1/traffic/flows",
                "/api/v1/traffic/dns")) {
            as(ADA).get(path)
                    .then()
                    .statusCode(503)
                    .contentType(Problem.MEDIA_TYPE)
                    .header("Retry-After", "5")
                    .body("type", equalTo("urn:curfew:problem:store-away"));
        }
        as(ADA).get("/api/v1/me").then().statusCode(200);
        as(ADA).get("/api/v1/policy").then().statusCode(200);
        for (String peer : PEERS) {
            Lisbon.phonesHome("lisbon", CAMERA_MAC, IpAddress.parse(peer));
        }

        RealServers.stack().start(STORE);

        for (String peer : PEERS) {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> as(ADA).queryParam("peer", peer)
                            .get("/api/v1/traffic/flows")
                            .then()
                            .statusCode(200)
                            .body("items", hasSize(1)));
        }
    }
}
