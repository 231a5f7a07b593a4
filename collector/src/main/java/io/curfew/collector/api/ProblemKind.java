package io.curfew.collector.api;

import java.util.Locale;

/** Everything that a request can meet instead of what it asked for; each a problem type of RFC 9457. */
public enum ProblemKind {
    MALFORMED_REQUEST(400, "The request cannot be understood"),
    NOT_SIGNED_IN(401, "Nobody is signed in"),
    ROLE_MISSING(403, "A role or the sight of all sites is missing"),
    NAME_TAKEN(403, "What files do bears this name"),
    NETWORK_NOT_ALLOWED(403, "Nobody is served in this network"),
    CROSS_SITE_REQUEST(403, "The request comes from another site"),
    NOT_FOUND(404, "There is no such thing, or it is not yours to see"),
    METHOD_NOT_ALLOWED(405, "This cannot be done to it"),
    NOT_ACCEPTABLE(406, "It is not to be had in the form asked for"),
    NOTHING_TO_PROPOSE(409, "No change of the policy can be proposed"),
    NOTHING_TO_BLOCK(409, "No rule of a firewall follows from this"),
    POLICY_CHANGED(412, "Somebody else changed the policy"),
    TOO_LARGE(413, "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Only application/json is understood"),
    POLICY_MISTAKEN(422, "The policy has mistakes"),
    VERSION_MISSING(428, "If-Match is missing"),
    TOO_MANY_REQUESTS(429, "Too much was asked in too short a time"),
    TOO_MANY_LISTENERS(429, "Too many listen already"),
    TOO_MANY_INVITATIONS(429, "Too many sensors are invited already"),
    TOO_MANY_TRIALS(429, "Too many policies are on trial already"),
    INTERNAL(500, "Something went wrong here"),
    STORE_AWAY(503, "The store does not answer"),
    KAFKA_AWAY(503, "Kafka does not answer"),
    SIGN_IN_AWAY(503, "Keycloak does not answer");

    private static final String PREFIX = "urn:curfew:problem:";

    private final int status;
    private final String title;

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /** The problem type's URI. */
    String type() {
        return PREFIX + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True when the same request may work a little later. */
    boolean isPassing() {
        return status == 503 || status == 429;
    }

    /** The kind that says best what a bare status means. */
    static ProblemKind of(int status) {
        for (ProblemKind kind : values()) {
            if (kind.status == status) {
                return kind;
            }
        }
        return status < 500 ? MALFORMED_REQUEST : INTERNAL;
    }
}
