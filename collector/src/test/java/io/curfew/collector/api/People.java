package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.stack.part.Credentials;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests of the realm's people, with tokens from the real Keycloak. */
final class People {
    /** All roles, all sites. */
    static final String ADA = "ada";
    /** Operator and viewer, all sites. */
    static final String OLGA = "olga";
    /** Operator and viewer, Lisbon only. */
    static final String LIA = "lia";
    /** Viewer, Porto only. */
    static final String PEDRO = "pedro";

    private static final String REALM = "/admin/realms/curfew";
    private static final String PASSWORD = "only-for-this-test";
    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final Set<String> INVITED = ConcurrentHashMap.newKeySet();
    private static final AtomicReference<@Nullable String> EXPIRED = new AtomicReference<>();
    private static final Map<String, Token> TOKENS = new ConcurrentHashMap<>();

    /** A token, and until when it surely holds. */
    private record Token(String text, Instant until) {}

    private People() {}

    /** A request with the person's token. */
    static RequestSpecification as(String person) {
        return RestAssured.given().auth().oauth2(token(person));
    }

    static String token(String person) {
        return TOKENS.compute(
                        person, (_, held) -> held != null && held.until().isAfter(Instant.now()) ? held : fresh(person))
                .text();
    }

    private static Token fresh(String person) {
        Credentials credentials = RealServers.stack().credentials();
        String password = Credentials.PEOPLE.contains(person) ? credentials.of(person) : PASSWORD;
        Map<String, String> client = Map.of(
                "client_id", Credentials.CONSOLE_CLIENT, "client_secret", credentials.of(Credentials.CONSOLE_CLIENT));
        return new Token(
                token(RealServers.stack().realmUrl(), client, person, password),
                Instant.now().plus(FRESH));
    }

    private static String token(String realm, Map<String, String> client, String person, String password) {
        return RestAssured.given()
                .baseUri(realm)
                .formParam("grant_type", "password")
                .formParams(client)
                .formParam("username", person)
                .formParam("password", password)
                .post("/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** Lets somebody into the realm for as long as it stands; does nothing when they are there. */
    static void invite(String person, List<String> roles, List<String> groups) {
        if (!INVITED.add(person)) {
            return;
        }
        int status = asAdministrator()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "username",
                        person,
                        "enabled",
                        true,
                        "email",
                        person + "@example.org",
                        "emailVerified",
                        true,
                        "firstName",
                        person,
                        "lastName",
                        "Guest",
                        "groups",
                        groups,
                        "credentials",
                        List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))))
                .post(REALM + "/users")
                .statusCode();
        assertThat(status).isIn(201, 409);
        String id = asAdministrator()
                .queryParam("username", person)
                .get(REALM + "/users")
                .path("[0].id");
        List<Object> mappings = roles.stream()
                .map(role -> asAdministrator().get(REALM + "/roles/" + role).<Object>path("$"))
                .toList();
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(mappings)
                .post(REALM + "/users/" + id + "/role-mappings/realm")
                .then()
                .statusCode(204);
    }

    private static RequestSpecification asAdministrator() {
        return RestAssured.given()
                .baseUri(RealServers.stack().keycloakUrl())
                .auth()
                .oauth2(administratorToken());
    }

    /** A token of another realm of the same Keycloak. */
    static String administratorToken() {
        String keycloak = RealServers.stack().keycloakUrl();
        String password = RealServers.stack().credentials().of(Credentials.KEYCLOAK_ADMINISTRATOR);
        return token(keycloak + "/realms/master", Map.of("client_id", "admin-cli"), "admin", password);
    }

    /** Changes attributes of the console's client, and by which schemes it is reached; an empty attribute goes. */
    static void changeConsole(Map<String, String> attributes, List<String> schemes) {
        JsonPath found = asAdministrator()
                .queryParam("clientId", Credentials.CONSOLE_CLIENT)
                .get(REALM + "/clients")
                .jsonPath();
        Map<String, Object> client = new HashMap<>(found.getMap("[0]"));
        Map<String, String> all = new HashMap<>(found.getMap("[0].attributes"));
        all.putAll(attributes);
        client.put("attributes", all);
        client.put(
                "redirectUris",
                schemes.stream()
                        .map(scheme -> scheme + "://127.0.0.1:" + RestAssured.port + "/*")
                        .toList());
        asAdministrator()
                .contentType(ContentType.JSON)
                .body(client)
                .put(REALM + "/clients/" + client.get("id"))
                .then()
                .statusCode(204);
    }

    /** Ends all sessions of a person at Keycloak. */
    static void endSessions(String person) {
        String id = asAdministrator()
                .queryParam("username", person)
                .get(REALM + "/users")
                .path("[0].id");
        asAdministrator().post(REALM + "/users/" + id + "/logout").then().statusCode(204);
    }

    /** What Keycloak answers to whoever wants a new token for this one. */
    static int refreshStatus(String refreshToken) {
        return RestAssured.given()
                .baseUri(RealServers.stack().realmUrl())
                .formParam("grant_type", "refresh_token")
                .formParam("client_id", Credentials.CONSOLE_CLIENT)
                .formParam("client_secret", RealServers.stack().credentials().of(Credentials.CONSOLE_CLIENT))
                .formParam("refresh_token", refreshToken)
                .post("/protocol/openid-connect/token")
                .statusCode();
    }

    /** A token of Ada's that was good a moment ago. */
    static String expiredToken() {
        String held = EXPIRED.get();
        if (held == null) {
            held = expiring();
            EXPIRED.set(held);
        }
        return held;
    }

    private static String expiring() {
        String token = shortLived(ADA, Duration.ofSeconds(1));
        assertThat(RestAssured.given().auth().oauth2(token).get("/api/v1/me").statusCode())
                .isIn(200, 401);
        awaitExpired(token);
        return token;
    }

    /** Waits until nobody is let in with the token any more. */
    static void awaitExpired(String token) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> RestAssured.given()
                                .auth()
                                .oauth2(token)
                                .get("/api/v1/me")
                                .statusCode()
                        == 401);
    }

    /** A token that holds for so long from now on. */
    static String shortLived(String person, Duration lifespan) {
        String name = "lives-" + lifespan.toSeconds();
        JsonPath found = asAdministrator()
                .queryParam("clientId", Credentials.CONSOLE_CLIENT)
                .get(REALM + "/clients")
                .jsonPath();
        Map<String, Object> client = new HashMap<>(found.getMap("[0]"));
        List<Map<String, Object>> mappers = found.getList("[0].protocolMappers");
        mappers.forEach(mapper -> mapper.remove("id"));
        client.put("protocolMappers", mappers);
        String secret = "only-for-this-test";
        client.keySet().removeAll(Set.of("id", "registrationAccessToken"));
        client.put("clientId", name);
        client.put("secret", secret);
        client.put("attributes", Map.of("access.token.lifespan", Long.toString(lifespan.toSeconds())));
        int status = asAdministrator()
                .contentType(ContentType.JSON)
                .body(client)
                .post(REALM + "/clients")
                .statusCode();
        assertThat(status).isIn(201, 409);
        return token(
                RealServers.stack().realmUrl(),
                Map.of("client_id", name, "client_secret", secret),
                person,
                RealServers.stack().credentials().of(person));
    }
}
