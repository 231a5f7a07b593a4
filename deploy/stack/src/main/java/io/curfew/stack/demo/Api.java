package io.curfew.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** The collector's API, asked as a machine with client credentials. A token is fetched again before it runs out. */
public final class Api implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int UNAUTHORIZED = 401;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final String address;
    private final String realmAddress;
    private final String client;
    private final String secret;
    private String token = "";

    /**
     * @param address where the collector is
     * @param realmAddress where tokens are to be had
     */
    public Api(String address, String realmAddress, String client, String secret) {
        this.address = address;
        this.realmAddress = realmAddress;
        this.client = client;
        this.secret = secret;
    }

    /** An answer: its status and its body as JSON. */
    public record Answer(int status, JsonNode body) {
        public boolean isGood() {
            return status < 300;
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public Answer put(String path, Map<String, String> headers, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.writeValueAsString(body)));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path)).timeout(PATIENCE);
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = fetchToken();
        }
        HttpResponse<String> first = exchange(request);
        if (first.statusCode() != UNAUTHORIZED) {
            return answer(first);
        }
        token = fetchToken();
        return answer(exchange(request));
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.setHeader("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    private Answer answer(HttpResponse<String> response) throws IOException {
        boolean isJson = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(response.statusCode(), isJson ? json.readTree(response.body()) : json.createObjectNode());
    }

    private String fetchToken() throws IOException, InterruptedException {
        String form = Map.of("grant_type", "client_credentials", "client_id", client, "client_secret", secret)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmAddress + "/protocol/openid-connect/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("Keycloak gave " + client + " no token: " + response.statusCode());
        }
        return json.readTree(response.body()).path("access_token").asText();
    }

    @Override
    public void close() {
        http.close();
    }
}
