package io.curfew.collector.api;

import io.curfew.collector.RealServers;
import io.curfew.stack.part.Credentials;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private People() {}

    /** A request with the person's token. */
    static RequestSpecification as(String person) {
        return RestAssured.given().auth().oauth2(token(person));
    }

    static String token(String person) {
        return TOKENS.computeIfAbsent(person, People::freshToken);
    }

    private static String freshToken(String person) {
        Credentials credentials = RealServers.stack().credentials();
        return RestAssured.given()
                .baseUri(RealServers.stack().realmUrl())
                .formParam("grant_type", "password")
                .formParam("client_id", Credentials.CONSOLE_CLIENT)
                .formParam("client_secret", credentials.of(Credentials.CONSOLE_CLIENT))
                .formParam("username", person)
                .formParam("password", credentials.of(person))
                .post("/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }
}
