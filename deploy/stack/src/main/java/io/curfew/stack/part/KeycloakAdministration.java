package io.curfew.stack.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Changes the realm of a running Keycloak, as the client that may change clients only. */
final class KeycloakAdministration {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String address;
    private final Credentials credentials;
    private final ObjectMapper json = new ObjectMapper();

    KeycloakAdministration(String address, Credentials credentials) {
        this.address = address;
        this.credentials = credentials;
    }

    /** From now on the console may be signed in to at this address, and at no other. */
    void moveConsole(String consoleAddress) throws IOException {
        String bearer = "Bearer " + token();
        String clients = address + "/admin/realms/" + Keycloak.REALM + "/clients";
        HttpRequest.Builder find = request(clients + "?clientId=" + Credentials.CONSOLE_CLIENT);
        ObjectNode client = (ObjectNode)
                json.readTree(send(find.header("Authorization", bearer))).path(0);
        client.put("rootUrl", consoleAddress);
        client.putArray("redirectUris").add(consoleAddress + "/*");
        client.withObjectProperty("attributes").put("post.logout.redirect.uris", consoleAddress + "/*");
        send(request(clients + "/" + client.path("id").asText())
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(client.toString())));
    }

    private String token() throws IOException {
        String realm = address + "/realms/" + Keycloak.REALM;
        JsonNode answer = json.readTree(send(request(realm + "/protocol/openid-connect/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + Credentials.STACK_CLIENT
                        + "&client_secret=" + credentials.of(Credentials.STACK_CLIENT)))));
        return answer.path("access_token").asText();
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    }

    private static String send(HttpRequest.Builder request) throws IOException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(
                        "Keycloak refused the stack: " + response.statusCode() + " for " + response.uri());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
