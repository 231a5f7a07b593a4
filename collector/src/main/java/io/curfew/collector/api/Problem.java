package io.curfew.collector.api;

import io.curfew.policy.language.Mistake;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param type which kind of problem
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail this one in words; absent when the title says it all
 * @param mistakes where a policy is wrong; absent for other problems
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable List<Mistake> mistakes) {
    /** The media type of problems. */
    static final String MEDIA_TYPE = "application/problem+json";

    /** When to try again where trying again may help. */
    static final int RETRY_AFTER_SECONDS = 5;

    static Problem of(ProblemKind kind, @Nullable String detail) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, null);
    }

    static Problem of(List<Mistake> mistakes) {
        ProblemKind kind = ProblemKind.POLICY_MISTAKEN;
        return new Problem(
                kind.type(), kind.title(), kind.status(), "The policy in force stays in force.", List.copyOf(mistakes));
    }

    /** The answer that says so. */
    Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        if (ProblemKind.of(status).isPassing()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        return response.build();
    }
}
