package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.stack.part.Credentials;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
        String keycloak = RealServers.stack().keycloakUrl();
        String password = RealServers.stack().credentials().of(Credentials.KEYCLOAK_ADMINISTRATOR);
        String token = token(keycloak + "/realms/master", Map.of("client_id", "admin-cli"), "admin", password);
        return RestAssured.given().baseUri(keycloak).auth().oauth2(token);
    }
}
