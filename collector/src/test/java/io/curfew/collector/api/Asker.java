package io.curfew.collector.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * Asks for an operation as its example has it, about a site of the tests. Answers of streams are left unread, as they
 * do not end.
 */
final class Asker {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Asker() {}

    /**
     * An answer.
     *
     * @param status its status
     * @param type its media type
     * @param body its text; empty for a stream
     */
    record Answer(int status, String type, String body) {}

    static Answer ask(ApiDescription.Operation operation, String site, @Nullable String token, String query) {
        String path = operation
                .path()
                .replace("{id}", "of-" + site)
                .replace("{site}", site)
                .replace("{device}", "camera")
                .replace("{sensor}", "shed")
                .replace("{channel}", "phone")
                .replace("{version}", versionInForce().replace("\"", ""));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path + query));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (operation.hasParameter("If-Match")) {
            request.header("If-Match", versionInForce());
        }
        HttpRequest.BodyPublisher body = operation
                .requestExample()
                .map(example -> HttpRequest.BodyPublishers.ofString(about(site, example)))
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        operation.requestExample().ifPresent(_ -> request.header("Content-Type", "application/json"));
        return send(request.method(operation.method(), body).build());
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
            String type = answer.headers().firstValue("Content-Type").orElse("");
            try (InputStream body = answer.body()) {
                String text =
                        type.startsWith("text/event-stream") && request.method().equals("GET")
                                ? ""
                                : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(answer.statusCode(), type, text);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(request.method() + " " + request.uri(), broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The example, about what there is at the site. */
    private static String about(String site, JsonNode example) {
        ObjectNode body = example.deepCopy();
        if (body.has("site")) {
            body.put("site", site);
        }
        if (body.has("alerts")) {
            body.putArray("alerts").add("of-" + site);
        }
        if (body.has("until")) {
            body.put("until", Instant.now().plus(Duration.ofDays(1)).toString());
        }
        if (body.has("text")) {
            body.put("text", Lisbon.POLICY);
        }
        return body.toString();
    }

    private static String versionInForce() {
        return People.as(People.ADA).get("/api/v1/policy").header("ETag");
    }
}
