package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.stack.LocalStack;
import io.curfew.stack.part.Credentials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The packaged collector with all its roles beside a stack, and its API as its administrator sees it. */
public final class RunningCollector implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final String ADMINISTRATOR = "ada";
    private static final int HEAP_MEBIBYTES = 512;

    private final LocalStack stack;
    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private String token = "";
    private Instant tokenUntil = Instant.EPOCH;

    private RunningCollector(LocalStack stack, Process process) {
        this.stack = stack;
        this.process = process;
    }

    /** Starts it with all its roles; returns when it answers. */
    static RunningCollector start(LocalStack stack, Path jar, Path folder, int heapMebibytes)
            throws IOException, InterruptedException {
        return start(stack, jar, folder, "correlate,index,api", heapMebibytes);
    }

    /** Starts it with some roles; returns when it answers. */
    public static RunningCollector start(LocalStack stack, Path jar, Path folder, String roles)
            throws IOException, InterruptedException {
        return start(stack, jar, folder, roles, HEAP_MEBIBYTES);
    }

    private static RunningCollector start(LocalStack stack, Path jar, Path folder, String roles, int heapMebibytes)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(jar, heapMebibytes))
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(folder.resolve("collector.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", stack.kafkaBootstrapServers(),
                        "CURFEW_OPENSEARCH_URL", stack.openSearchUrl(),
                        "CURFEW_ROLES", roles,
                        "CURFEW_API_RATES_READS", "1000000/1m",
                        "CURFEW_API_RATES_ADDRESS", "1000000/1m",
                        "CURFEW_STATE_DIRECTORY", folder.resolve("streams").toString(),
                        "QUARKUS_OIDC_AUTH_SERVER_URL", stack.realmUrl(),
                        "QUARKUS_OIDC_CREDENTIALS_SECRET", stack.credentials().of(Credentials.CONSOLE_CLIENT),
                        "QUARKUS_HTTP_PORT", Integer.toString(stack.collectorPort())));
        RunningCollector collector = new RunningCollector(stack, builder.start());
        collector.awaitReady();
        return collector;
    }

    /** With the cache that {@code ./curfew} makes after a build, where there is one. */
    private static List<String> command(Path jar, int heapMebibytes) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMebibytes + "m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        Path cache = jar.resolveSibling("../curfew-collector.aot").normalize();
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    private void awaitReady() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("the collector does not answer");
            }
            Thread.sleep(LOOK);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            HttpRequest health = HttpRequest.newBuilder(uri("/q/health/ready")).build();
            return client.send(health, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + stack.collectorPort() + path);
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(getText(path));
    }

    /** An answer as it came. */
    public String getText(String path) throws IOException, InterruptedException {
        return text(client.send(request(path).build(), BodyHandlers.ofString()));
    }

    /** Replaces the policy of a version by another text. */
    public JsonNode putPolicy(String text, long version) throws IOException, InterruptedException {
        HttpRequest put = request("/api/v1/policy")
                .header("If-Match", "\"" + version + "\"")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("text", text))))
                .build();
        return body(client.send(put, BodyHandlers.ofString()));
    }

    private static JsonNode body(HttpResponse<String> response) throws IOException {
        return JSON.readTree(text(response));
    }

    private static String text(HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new IOException(response.uri() + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /**
     * Hands over each alert of the stream, in a thread of its own; connects again when it is cut off.
     *
     * @param mention alerts that do not mention it are not even read
     */
    void follow(String mention, Consumer<JsonNode> alerts) {
        Thread.ofPlatform().daemon().name("alert-stream").start(() -> {
            try {
                while (process.isAlive()) {
                    followOnce(mention, alerts);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void followOnce(String mention, Consumer<JsonNode> alerts) throws InterruptedException {
        try {
            HttpRequest stream = request("/api/v1/alerts/stream")
                    .header("Accept", "text/event-stream")
                    .build();
            client.send(stream, BodyHandlers.ofLines())
                    .body()
                    .filter(line -> line.startsWith("data:") && line.contains(mention))
                    .forEach(line -> alerts.accept(read(line.substring("data:".length()))));
        } catch (IOException | UncheckedIOException cutOff) {
            Thread.sleep(LOOK);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private HttpRequest.Builder request(String path) throws IOException, InterruptedException {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token());
    }

    private synchronized String token() throws IOException, InterruptedException {
        if (Instant.now().isAfter(tokenUntil)) {
            Credentials credentials = stack.credentials();
            String form = "grant_type=password&client_id=" + Credentials.CONSOLE_CLIENT + "&client_secret="
                    + credentials.of(Credentials.CONSOLE_CLIENT) + "&username=" + ADMINISTRATOR + "&password="
                    + credentials.of(ADMINISTRATOR);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(stack.realmUrl() + "/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form, StandardCharsets.UTF_8))
                    .build();
            token = body(client.send(request, BodyHandlers.ofString()))
                    .path("access_token")
                    .asText();
            tokenUntil = Instant.now().plus(FRESH);
        }
        return token;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }
}
