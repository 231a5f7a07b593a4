package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.ViewWriter;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.LIA;
import static io.curfew.collector.api.People.as;
import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.PORTO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

/** Who may do what, for each operation of the API: an operation that has no row here fails. */
@QuarkusTest
@WithTestResource(RealServers.class)
class AccessIT {
    /** Has every role and no site. */
    private static final String NORA = "nora";
    /** Has every role at Lisbon only. */
    private static final String INES = "ines";
    /** Sees all sites and has no role. */
    private static final String GUS = "gus";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TEXT = "{\"text\":\"curfew: 1\"}";

    /**
     * One operation, asked for what is Porto's.
     *
     * @param ofAnother what whoever does not see Porto gets
     * @param withoutRole what whoever has no role gets
     */
    record Operation(String method, String template, String path, String body, int ofAnother, int withoutRole) {
        static Operation get(String template, String path, int ofAnother) {
            return new Operation("GET", template, path, "", ofAnother, 403);
        }

        static Operation command(String name, String body) {
            return new Operation(
                    "POST", "/api/v1/alerts/{id}/" + name, "/api/v1/alerts/of-porto/" + name, body, 404, 403);
        }

        Response ask(RequestSpecification request) {
            RequestSpecification asked = body.isEmpty()
                    ? request
                    : request.contentType(ContentType.JSON).body(body.replace("TOMORROW", tomorrow()));
            return asked.redirects().follow(false).header("If-Match", "\"0\"").request(method, path);
        }

        private static String tomorrow() {
            return Instant.now().plus(Duration.ofDays(1)).toString();
        }

        /** What whoever may do it gets; of versions of the policy there is none here. */
        List<Integer> whenAllowed() {
            return template.endsWith("/{version}") ? List.of(404) : List.of(200, 201, 202, 409, 412, 422);
        }

        boolean isStream() {
            return template.endsWith("/stream");
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    private static final List<String> ROLES = List.of("viewer", "operator", "admin", "auditor");

    private static final List<Operation> OPERATIONS = List.of(
            Operation.get("/api/v1/sites", "/api/v1/sites", 200),
            Operation.get("/api/v1/overview", "/api/v1/overview", 200),
            Operation.get("/api/v1/sensors", "/api/v1/sensors", 200),
            Operation.get("/api/v1/devices", "/api/v1/devices", 200),
            Operation.get("/api/v1/devices/{site}/{device}", "/api/v1/devices/porto/camera", 404),
            Operation.get("/api/v1/devices/{site}/{device}/addresses", "/api/v1/devices/porto/camera/addresses", 404),
            Operation.get("/api/v1/devices/{site}/{device}/mud", "/api/v1/devices/porto/camera/mud", 404),
            Operation.get("/api/v1/alerts", "/api/v1/alerts?q=camera", 200),
            Operation.get("/api/v1/alerts/groups", "/api/v1/alerts/groups?q=camera", 200),
            Operation.get("/api/v1/alerts/stream", "/api/v1/alerts/stream", 200),
            Operation.get("/api/v1/alerts/{id}", "/api/v1/alerts/of-porto", 404),
            Operation.get("/api/v1/alerts/{id}/firewall", "/api/v1/alerts/of-porto/firewall?form=openwrt", 404),
            Operation.get("/api/v1/alerts/{id}/context", "/api/v1/alerts/of-porto/context", 404),
            new Operation(
                    "POST",
                    "/api/v1/sites/{site}/invitations",
                    "/api/v1/sites/porto/invitations",
                    "{\"sensor\":\"attic\"}",
                    404,
                    403),
            new Operation("POST", "/api/v1/enrolment", "/api/v1/enrolment", "{\"token\":\"none\"}", 401, 401),
            Operation.command("acknowledge", "{\"note\":\"mine\"}"),
            Operation.command("unacknowledge", "{}"),
            Operation.command("mute", "{\"until\":\"TOMORROW\"}"),
            Operation.command("unmute", "{}"),
            Operation.command("resolve", "{}"),
            Operation.command("reopen", "{}"),
            Operation.command("note", "{\"note\":\"mine\"}"),
            new Operation(
                    "POST",
                    "/api/v1/alerts/commands",
                    "/api/v1/alerts/commands",
                    "{\"site\":\"porto\",\"alerts\":[\"of-porto\"],\"command\":\"resolve\"}",
                    404,
                    403),
            Operation.command("allow", "{}"),
            new Operation(
                    "PUT",
                    "/api/v1/devices/{site}/{device}/remark",
                    "/api/v1/devices/porto/camera/remark",
                    "{\"name\":\"Till camera\"}",
                    404,
                    403),
            Operation.get("/api/v1/audit", "/api/v1/audit", 200),
            Operation.get("/api/v1/traffic/flows", "/api/v1/traffic/flows?device=camera", 200),
            Operation.get("/api/v1/traffic/dns", "/api/v1/traffic/dns?device=camera", 200),
            Operation.get("/api/v1/traffic/hours", "/api/v1/traffic/hours?device=camera", 200),
            Operation.get("/api/v1/traffic/top", "/api/v1/traffic/top?by=pair&device=camera", 200),
            Operation.get("/api/v1/policy", "/api/v1/policy", 403),
            new Operation("PUT", "/api/v1/policy", "/api/v1/policy", TEXT, 403, 403),
            new Operation("POST", "/api/v1/policy/check", "/api/v1/policy/check", TEXT, 200, 403),
            new Operation(
                    "POST",
                    "/api/v1/policy/what-if",
                    "/api/v1/policy/what-if",
                    "{\"text\":\"curfew: 1\",\"site\":\"porto\"}",
                    403,
                    403),
            Operation.get("/api/v1/policy/schema", "/api/v1/policy/schema", 200),
            Operation.get("/api/v1/policy/versions", "/api/v1/policy/versions", 403),
            Operation.get("/api/v1/policy/versions/{version}", "/api/v1/policy/versions/none", 403),
            Operation.get("/api/v1/settings", "/api/v1/settings", 403),
            new Operation("GET", "/api/v1/me", "/api/v1/me", "", 200, 200));

    private final ViewWriter writer;

    @Inject
    AccessIT(ViewWriter writer) {
        this.writer = writer;
    }

    static List<Operation> operations() {
        return OPERATIONS;
    }

    static List<Operation> operationsThatEnd() {
        return OPERATIONS.stream().filter(operation -> !operation.isStream()).toList();
    }

    @BeforeEach
    void bothSitesHaveOneOfEach() {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> RestAssured.get("/q/health/ready").statusCode() == 200);
        for (SiteId site : List.of(LISBON, PORTO)) {
            assertThat(writer.write(List.of(
                            new Change.AlertChanged(alert(site)),
                            new Change.DeviceChanged(Samples.device(site, CAMERA)),
                            new Change.SensorReported(Samples.sensor(site, "hall")),
                            Samples.flow(site, "flow-of-" + site, NOON),
                            new Change.Audited(Samples.acknowledged(site, "audit-of-" + site, "olga", NOON)),
                            Samples.dns(site, "dns-of-" + site, NOON),
                            Samples.hour(site, 1_000_000, NOON, "cloud-of-" + site + ".example.org", 3))))
                    .isEmpty();
        }
        RestAssured.given()
                .baseUri(RealServers.stack().openSearchUrl())
                .post("/curfew-*/_refresh")
                .then()
                .statusCode(200);
        People.invite(NORA, List.of("viewer", "operator", "admin", "auditor"), List.of());
        People.invite(INES, List.of("viewer", "operator", "admin", "auditor"), List.of("/sites/lisbon"));
        ROLES.forEach(role -> People.invite("only-" + role, List.of(role), List.of("/sites/*")));
        People.invite(GUS, List.of(), List.of("/sites/*"));
    }

    private static Alert alert(SiteId site) {
        return Samples.alert("of-" + site, site, CAMERA).build();
    }

    @Test
    void everyOperationHasARow() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .queryParam("format", "json")
                .get("/api/openapi")
                .path("paths");

        List<String> served = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();

        assertThat(OPERATIONS).extracting(Operation::toString).containsExactlyInAnyOrderElementsOf(served);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobodyGetsNothing(Operation operation) {
        operation.ask(RestAssured.given()).then().statusCode(401).contentType(Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoeverHasNoRoleLearnsNoMoreThanWhoTheyAre(Operation operation) {
        operation.ask(as(GUS)).then().statusCode(operation.withoutRole());
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void whoeverSeesOneSiteLearnsNothingOfTheOther(Operation operation) {
        Response answer = operation.ask(as(INES));

        answer.then().statusCode(operation.ofAnother());
        assertThat(answer.asString()).doesNotContainIgnoringCase("porto");
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void eachRoleMayDoWhatItIsForAndNoMore(Operation operation) {
        for (String role : ROLES) {
            int status = operation.ask(as("only-" + role)).statusCode();

            if (mayDo(operation).contains(role)) {
                assertThat(status).as(role).isIn(operation.whenAllowed());
            } else {
                assertThat(status).as(role).isEqualTo(operation.withoutRole());
            }
        }
    }

    private static List<String> mayDo(Operation operation) {
        return switch (operation.toString()) {
            case "GET /api/v1/me" -> ROLES;
            case "POST /api/v1/enrolment" -> List.of();
            case "POST /api/v1/sites/{site}/invitations" -> List.of("operator", "admin");
            case "GET /api/v1/audit" -> List.of("admin", "auditor");
            case "PUT /api/v1/policy", "GET /api/v1/settings" -> List.of("admin");
            case "POST /api/v1/alerts/{id}/allow", "POST /api/v1/policy/what-if" -> List.of("operator", "admin");
            case "POST /api/v1/policy/check" -> List.of("viewer", "operator", "admin");
            default -> operation.method().equals("GET") ? List.of("viewer", "operator", "admin") : List.of("operator");
        };
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void whoeverSeesNoSiteLearnsNothingOfAny(Operation operation) {
        Response answer = operation.ask(as(NORA));

        answer.then().statusCode(operation.ofAnother());
        assertThat(answer.asString()).doesNotContainIgnoringCase("porto").doesNotContainIgnoringCase("lisbon");
    }

    /** Without it, the two facts above could hold because there is nothing to see. */
    @Test
    void whoeverSeesAllSitesSeesBoth() {
        for (Operation operation : operationsThatEnd()) {
            boolean isOfSites =
                    operation.method().equals("GET") && !operation.path().matches(".*/(policy.*|me|settings)");
            if (isOfSites) {
                operation.ask(as(ADA)).then().statusCode(200).body(containsString("porto"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void askingForTheOtherSiteByNameDoesNotHelp(Operation operation) {
        Response answer = operation.ask(as(INES).queryParam("site", "porto"));

        answer.then().statusCode(operation.ofAnother());
        assertThat(answer.asString()).doesNotContain("of-porto").doesNotContain("\"site\":\"porto\"");
    }

    @Test
    void aChangeAtTheOtherSiteReachesNobodyWhoDoesNotSeeIt() throws Exception {
        CompletableFuture<String> heardByLia = listen(LIA);
        CompletableFuture<String> heardByAda = listen(ADA);

        // One partition keeps them in order: when Lisbon's arrives, Porto's has been passed on or kept back.
        change(alert(PORTO));
        change(alert(LISBON));

        assertThat(heardByAda.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("of-porto");
        assertThat(heardByLia.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("of-lisbon");
    }

    private static void change(Alert alert) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", RealServers.stack().kafkaBootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            byte[] json = CurfewJson.mapper().writeValueAsBytes(alert);
            producer.send(new ProducerRecord<>(Topics.ALERTS, 0, alert.id(), json))
                    .get();
        }
    }

    /** The first alert that the stream gives from now on. */
    private static CompletableFuture<String> listen(String person) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/alerts/stream"))
                .header("Authorization", "Bearer " + People.token(person))
                .build();
        var stream = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        return lines.lines()
                                .filter(line -> line.startsWith("data:") && line.contains("\"of-"))
                                .findFirst()
                                .orElse("the stream ended");
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
