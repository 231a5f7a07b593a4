package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.collector.api.AccessTable.Sight;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.ViewWriter;
import io.curfew.events.SiteId;
import io.curfew.events.Topics;
import io.curfew.policy.Alert;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import static io.curfew.collector.api.People.ADA;
import static io.curfew.collector.api.People.LIA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.PORTO;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may do what: docs/access.md is read, and each operation asked for by each role with each sight of sites. */
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
    private static final ApiDescription API = ApiDescription.committed();
    private static final SchemaCheck SCHEMAS = new SchemaCheck(API);
    private static final Map<String, Map<String, Map<Sight, Integer>>> TABLE = AccessTable.read();

    private static final AtomicBoolean PREPARED = new AtomicBoolean();

    private final ViewWriter writer;
    private final SensorLog sensors;

    @Inject
    AccessIT(ViewWriter writer, SensorLog sensors) {
        this.writer = writer;
        this.sensors = sensors;
    }

    static List<ApiDescription.Operation> operations() {
        return API.operations();
    }

    static List<ApiDescription.Operation> operationsThatEnd() {
        return API.operations().stream()
                .filter(operation -> !operation.isStream())
                .toList();
    }

    @BeforeEach
    void bothSitesHaveOneOfEach() {
        if (!PREPARED.compareAndSet(false, true)) {
            return;
        }
        BothSites.haveOneOfEach(writer, sensors);
        People.invite(NORA, List.of("viewer", "operator", "admin", "auditor"), List.of());
        People.invite(INES, List.of("viewer", "operator", "admin", "auditor"), List.of("/sites/lisbon"));
        for (String role : AccessTable.ROLES) {
            People.invite(person(role, Sight.ALL_SITES), List.of(role), List.of("/sites/*"));
            People.invite(person(role, Sight.THE_SITE), List.of(role), List.of("/sites/lisbon"));
        }
        People.invite(GUS, List.of(), List.of("/sites/*"));
    }

    /** Somebody with this role and no other. */
    private static String person(String role, Sight sight) {
        return role + (sight == Sight.ALL_SITES ? "-of-all" : "-of-lisbon");
    }

    @Test
    void everyOperationHasARowAndEveryRowAnOperation() {
        Map<String, Map<String, Object>> paths = RestAssured.given()
                .queryParam("format", "json")
                .get("/api/openapi")
                .path("paths");
        List<String> served = paths.entrySet().stream()
                .flatMap(path -> path.getValue().keySet().stream()
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .toList();

        assertThat(TABLE.keySet()).as("operations in docs/access.md").containsExactlyInAnyOrderElementsOf(served);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachRoleGetsWhatTheTableSays(ApiDescription.Operation operation) {
        row(operation).forEach((role, statuses) -> {
            for (Sight sight : Sight.values()) {
                String site = sight == Sight.ANOTHER_SITE ? "porto" : "lisbon";
                Asker.Answer answer = Asker.ask(operation, site, People.token(person(role, sight)), "");

                assertThat(answer.status())
                        .as("%s, %s, %s: %s", operation, role, sight, answer.body())
                        .isEqualTo(statuses.get(sight));
                assertThat(answer.type()).startsWith(answer.status() < 300 ? operation.type() : Problem.MEDIA_TYPE);
                assertThat(complaint(operation, answer))
                        .as(operation.toString())
                        .isEmpty();
            }
        });
    }

    private static String complaint(ApiDescription.Operation operation, Asker.Answer answer) {
        return operation.isStream() ? "" : SCHEMAS.complaint(operation, answer.status(), answer.type(), answer.body());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void nobodyGetsNothing(ApiDescription.Operation operation) {
        for (String token : new String[] {null, People.expiredToken(), tampered(), ofAnotherRealm(), "nonsense"}) {
            Asker.Answer answer = Asker.ask(operation, "lisbon", token, "");

            assertThat(answer.status()).as("%s with %s", operation, token).isEqualTo(401);
            assertThat(answer.type()).startsWith(Problem.MEDIA_TYPE);
        }
    }

    /** A token that says more of its bearer than Keycloak signed. */
    private static String tampered() {
        String[] parts = People.token(GUS).split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String more = claims.replace("\"roles\":[", "\"roles\":[\"admin\",\"viewer\",\"operator\",\"auditor\",");
        assertThat(more).isNotEqualTo(claims);
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(more.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    private static String ofAnotherRealm() {
        return People.administratorToken();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whoeverHasNoRoleLearnsNoMoreThanWhoTheyAre(ApiDescription.Operation operation) {
        // What no role is needed for, everybody gets.
        Set<Integer> statuses = row(operation).values().stream()
                .flatMap(role -> role.values().stream())
                .collect(Collectors.toSet());
        int expected = statuses.size() == 1 ? statuses.iterator().next() : 403;

        assertThat(Asker.ask(operation, "lisbon", People.token(GUS), "").status())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void whoeverSeesOneSiteLearnsNothingOfTheOther(ApiDescription.Operation operation) {
        for (String query : List.of("", "?site=porto")) {
            Asker.Answer answer = Asker.ask(operation, "porto", People.token(INES), query);

            assertThat(answer.status()).isEqualTo(mostThatAnyRoleGets(operation, Sight.ANOTHER_SITE));
            assertThat(answer.body()).doesNotContainIgnoringCase("porto");
        }
    }

    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void whoeverSeesNoSiteLearnsNothingOfAny(ApiDescription.Operation operation) {
        Asker.Answer answer = Asker.ask(operation, "porto", People.token(NORA), "");

        assertThat(answer.status()).isEqualTo(mostThatAnyRoleGets(operation, Sight.ANOTHER_SITE));
        assertThat(answer.body()).doesNotContainIgnoringCase("porto").doesNotContainIgnoringCase("lisbon");
    }

    private static Map<String, Map<Sight, Integer>> row(ApiDescription.Operation operation) {
        return Objects.requireNonNull(
                TABLE.get(operation.toString()), () -> "docs/access.md has no row of " + operation);
    }

    private static int mostThatAnyRoleGets(ApiDescription.Operation operation, Sight sight) {
        return row(operation).values().stream()
                .map(statuses -> statuses.get(sight))
                .filter(status -> status != 403)
                .findFirst()
                .orElse(403);
    }

    /** Without it, the two facts above could hold because there is nothing to see. */
    @ParameterizedTest
    @MethodSource("operationsThatEnd")
    void whoeverSeesAllSitesSeesBoth(ApiDescription.Operation operation) {
        boolean isOfSites =
                operation.method().equals("GET") && !operation.path().matches(".*/(policy.*|me|settings|context)");

        if (isOfSites) {
            assertThat(Asker.ask(operation, "porto", People.token(ADA), "").body())
                    .contains("porto");
        }
    }

    @Test
    void aChangeAtTheOtherSiteReachesNobodyWhoDoesNotSeeIt() throws Exception {
        CompletableFuture<String> heardByLia = listen(LIA, "/api/v1/alerts/stream", "\"of-");
        CompletableFuture<String> heardByAda = listen(ADA, "/api/v1/alerts/stream", "\"of-");

        // One partition keeps them in order: when Lisbon's arrives, Porto's has been passed on or kept back.
        change(BothSites.alert(PORTO));
        change(BothSites.alert(LISBON));

        assertThat(heardByAda.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("of-porto");
        assertThat(heardByLia.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("of-lisbon");
    }

    @Test
    void aSensorOfTheOtherSiteReachesNobodyWhoDoesNotSeeIt() throws Exception {
        CompletableFuture<String> heardByLia = listen(LIA, "/api/v1/sensors/stream", "\"site\":");
        CompletableFuture<String> heardByAda = listen(ADA, "/api/v1/sensors/stream", "\"site\":\"porto\"");

        // The stream tells of what is new since somebody listens: sensors come until it does.
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(2)).until(() -> {
            report(PORTO, "sensor-" + System.nanoTime());
            return heardByAda.isDone();
        });
        assertThat(heardByLia).isNotDone();
        report(LISBON, "sensor-" + System.nanoTime());

        assertThat(heardByLia.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).contains("\"site\":\"lisbon\"");
    }

    private void report(SiteId site, String sensor) {
        assertThat(writer.write(List.of(new Change.SensorReported(Samples.sensor(site, sensor)))))
                .isEmpty();
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

    /** The first that a stream tells from now on with a text in it. */
    private static CompletableFuture<String> listen(String person, String path, String text) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + People.token(person))
                .build();
        var stream = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        return lines.lines()
                                .filter(line -> line.startsWith("data:") && line.contains(text))
                                .findFirst()
                                .orElse("the stream ended");
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                task -> Thread.ofVirtual().start(task));
    }
}
