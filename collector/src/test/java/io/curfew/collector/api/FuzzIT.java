package io.curfew.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.RealServers;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.store.ViewWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static io.curfew.collector.api.People.ADA;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks for each operation of the OpenAPI file with what the file allows and with what it does not. No answer is a
 * bug's, and each is one that the file tells of. {@code -Dcurfew.fuzz.seed} repeats a run,
 * {@code -Dcurfew.fuzz.seconds} makes it longer.
 */
@QuarkusTest
@WithTestResource(RealServers.class)
class FuzzIT {
    private static final int FEWEST_ROUNDS = 25;
    private static final int MOST_FINDINGS = 20;
    private static final int LONGEST_FINDING = 400;
    /** The server answers so before it knows what is asked. */
    private static final int TOO_LONG_AN_ADDRESS = 414;

    private final ApiDescription api = ApiDescription.committed();
    private final SchemaCheck schemas = new SchemaCheck(api);
    private final List<String> findings = new ArrayList<>();
    private final Map<ApiDescription.Operation, Integer> answered = new HashMap<>();
    private final ViewWriter writer;
    private final SensorLog sensors;
    private HttpClient client = connect();

    @Inject
    FuzzIT(ViewWriter writer, SensorLog sensors) {
        this.writer = writer;
        this.sensors = sensors;
    }

    @Test
    void noInventedRequestMeetsABugOrAnAnswerThatTheFileDoesNotTellOf() throws Exception {
        BothSites.haveOneOfEach(writer, sensors);
        long seed = Long.getLong("curfew.fuzz.seed", 850_422);
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Long.getLong("curfew.fuzz.seconds", 0)).toNanos();
        Inventions inventions = new Inventions(api.document().at("/components/schemas"), new Random(seed));

        List<ApiDescription.Operation> looks = api.operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .toList();
        for (ApiDescription.Operation operation : looks) {
            check(operation, plain(operation));
        }
        assertThat(answered).as("what may be looked at").containsOnlyKeys(looks);
        int asked = looks.size();
        for (int round = 0; round < FEWEST_ROUNDS || System.nanoTime() < deadline; round++) {
            for (ApiDescription.Operation operation : api.operations()) {
                if (findings.size() < MOST_FINDINGS) {
                    check(operation, invent(operation, inventions));
                    asked++;
                }
            }
        }

        int good = answered.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "fuzz: seed %d, %d requests, %d of them answered as asked, %d findings%n",
                seed, asked, good, findings.size());
        assertThat(findings).as("seed %d", seed).isEmpty();
    }

    /** Asks for something that is there, and for no more than that. */
    private static HttpRequest plain(ApiDescription.Operation operation) {
        String path = operation.path();
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.get("name").asText();
            path = path.replace("{" + name + "}", known(name, "lisbon"));
        }
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + People.token(ADA))
                .build();
    }

    private HttpRequest invent(ApiDescription.Operation operation, Inventions inventions) {
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Authorization", "Bearer " + People.token(ADA));
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.get("name").asText();
            switch (parameter.get("in").asText()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(pathPart(name, inventions)));
                case "query" -> query.append(question(name, parameter.get("schema"), inventions));
                default -> header(request, name, inventions);
            }
        }
        if (inventions.oneIn(8)) {
            query.append("&").append(encoded(inventions.hostileText())).append("=1");
        }
        String uri = "http://127.0.0.1:" + RestAssured.port + path + (query.isEmpty() ? "" : "?" + query.substring(1));
        String body = operation.requestSchema().map(inventions::body).orElse("");
        if (operation.requestSchema().isPresent()) {
            request.header("Content-Type", inventions.oneIn(20) ? "text/plain" : "application/json");
        }
        if (inventions.oneIn(20)) {
            request.header("Accept", inventions.oneOf(List.of("text/html", "*/*;q=0", "application/json;q=2", "a")));
        }
        return request.uri(URI.create(uri))
                .method(
                        operation.method(),
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    /** Mostly what there is, as nothing is behind any other. */
    private static String pathPart(String name, Inventions inventions) {
        if (inventions.oneIn(4)) {
            String text = inventions.hostileText();
            return text.isEmpty() ? name : text;
        }
        return known(name, inventions.oneOf(List.of("lisbon", "porto")));
    }

    private static String known(String name, String site) {
        return switch (name) {
            case "site" -> site;
            case "device" -> "camera";
            case "id" -> "of-" + site;
            case "sensor" -> "shed";
            case "version" -> "1";
            default -> name;
        };
    }

    private static String question(String name, JsonNode schema, Inventions inventions) {
        if (inventions.oneIn(2)) {
            return "";
        }
        StringBuilder question = new StringBuilder();
        int times = inventions.oneIn(4) ? 3 : 1;
        for (int time = 0; time < times; time++) {
            JsonNode fitting = inventions.fitting(schema);
            JsonNode one = fitting.isArray() && !fitting.isEmpty() ? fitting.get(0) : fitting;
            String value = inventions.oneIn(3) ? inventions.hostileText() : one.asText();
            question.append("&").append(name).append("=").append(encoded(value));
        }
        return question.toString();
    }

    private static void header(HttpRequest.Builder request, String name, Inventions inventions) {
        if (!inventions.oneIn(3)) {
            String value = inventions.oneOf(List.of("\"0\"", "*", "\"1\", \"2\"", "W/\"3\"", "nonsense", "\"-1\""));
            request.header(name, value);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void check(ApiDescription.Operation operation, HttpRequest request) throws InterruptedException {
        String complaint;
        try {
            complaint = complaint(operation, request);
        } catch (IOException broken) {
            complaint = "no answer, " + broken.getMessage();
        }
        if (!complaint.isEmpty()) {
            findings.add(shortened(operation + ": " + complaint) + " at "
                    + shortened(request.uri().toString()));
        }
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_FINDING));
    }

    private String complaint(ApiDescription.Operation operation, HttpRequest request)
            throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = send(request);
        try (InputStream body = answer.body()) {
            // A stream that was opened does not end: it is hung up on.
            boolean isOpenStream = operation.isStream() && answer.statusCode() == 200;
            String text = isOpenStream ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            String type = answer.headers().firstValue("Content-Type").orElse("");
            if (answer.statusCode() < 300) {
                answered.merge(operation, 1, Integer::sum);
            }
            return complaint(operation, answer.statusCode(), type, text);
        }
    }

    /** A server may close a connection that was kept open just as it is used again: it is asked on a new one then. */
    private HttpResponse<InputStream> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException closed) {
            client = connect();
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        }
    }

    private static HttpClient connect() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private String complaint(ApiDescription.Operation operation, int status, String type, String text) {
        if (status >= 500) {
            return status + " " + text;
        }
        boolean wasNotRead = status == TOO_LONG_AN_ADDRESS && text.isEmpty();
        if (wasNotRead) {
            return "";
        }
        return schemas.complaint(operation, status, type, text);
    }
}
