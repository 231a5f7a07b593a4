package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(RealServers.class)
class OpenApiIT {

    @Test
    void theCommittedFileIsWhatTheServerSays() throws Exception {
        String served = RestAssured.given()
                .accept("application/yaml")
                .get("/api/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Path fresh = Files.createDirectories(Path.of("target/openapi")).resolve("served.yaml");
        Files.writeString(fresh, served);

        assertThat(Path.of("openapi.yaml"))
                .as("the API changed: cp collector/target/openapi/served.yaml collector/openapi.yaml, then rebuild ui/")
                .hasContent(served);
    }
}
