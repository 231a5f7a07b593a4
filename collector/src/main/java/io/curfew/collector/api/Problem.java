package io.curfew.collector.api;

import io.curfew.policy.language.Mistake;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
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

    private static final long NANOS_A_SECOND = 1_000_000_000;

    /** When to try again where trying again may help. */
    static final Duration RETRY_AFTER = Duration.ofSeconds(5);

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
        return ProblemKind.of(status).isPassing()
                ? response(RETRY_AFTER)
                : Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }

    /** The same, with the time after which it may work. */
    Response response(Duration wait) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, wholeSeconds(wait))
                .entity(this)
                .build();
    }

    /** The time in seconds as headers have it: rounded up, so that whoever waits that long has waited enough. */
    static long wholeSeconds(Duration wait) {
        return Math.max(1, wait.plusNanos(NANOS_A_SECOND - 1).toSeconds());
    }
}
