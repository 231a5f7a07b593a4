package io.curfew.collector.api;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses a body that says that it is too large before any of it is read. One that does not say so ends when the server
 * has read as much as it takes.
 */
@Singleton
class SizeGate {
    private static final String LIMIT = "quarkus.http.limits.max-body-size";
    /** After {@link ClientGate}, before the server's own check, which answers with nothing. */
    private static final int BEFORE_THE_SERVERS_CHECK = -9_000;

    private final long mostOctets;
    private final RoutedProblems problems;

    SizeGate(Config config, RoutedProblems problems) {
        this.mostOctets = config.getValue(LIMIT, MemorySize.class).asLongValue();
        this.problems = problems;
    }

    void install(@Observes Router router) {
        router.route("/api/*").order(BEFORE_THE_SERVERS_CHECK).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (octets(request) > mostOctets) {
            // What was not read stands in the way of the next request.
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            problems.answer(request, ProblemKind.TOO_LARGE);
        } else {
            request.next();
        }
    }

    private static long octets(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }
}
