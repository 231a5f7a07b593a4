package io.curfew.collector.api;

import io.quarkus.oidc.OIDCException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * What lies around the resources: the console's own paths are answered with its one page, what is left over under
 * {@code /api} with a problem.
 */
@Singleton
class ConsoleRoutes {
    private static final int BEFORE_STATIC_FILES = -1_000;
    private static final int AFTER_ALL = 1_000_000;
    private static final String PAGE = "/index.html";

    private final RoutedProblems problems;

    ConsoleRoutes(RoutedProblems problems) {
        this.problems = problems;
    }

    void install(@Observes Router router) {
        router.route()
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .order(BEFORE_STATIC_FILES)
                .handler(ConsoleRoutes::page);
        router.route("/api/*").order(AFTER_ALL).handler(request -> problems.answer(request, ProblemKind.NOT_FOUND));
        router.route("/api/*").order(BEFORE_STATIC_FILES).failureHandler(this::failure);
        router.route("/signin").order(BEFORE_STATIC_FILES).failureHandler(this::failure);
    }

    private static void page(RoutingContext request) {
        if (isPageOfConsole(request.normalizedPath())) {
            request.reroute(PAGE);
        } else {
            request.next();
        }
    }

    /** True for a path that only the console understands. Files have a dot in their name. */
    static boolean isPageOfConsole(String path) {
        return !path.startsWith("/api/")
                && !path.equals("/api")
                && !path.startsWith("/q/")
                && !path.equals("/q")
                && !path.equals("/signin")
                && !path.equals(SignInResource.SIGN_OUT)
                && path.indexOf('.') < 0
                && !path.equals("/");
    }

    /** What goes wrong before a resource is reached; a redirect to Keycloak is such a failure too, and not ours. */
    private void failure(RoutingContext request) {
        if (request.response().headWritten()) {
            request.next();
        } else if (isKeycloakAway(request.failure())) {
            problems.answer(request, ProblemKind.SIGN_IN_AWAY);
        } else if (request.statusCode() == ProblemKind.TOO_LARGE.status()) {
            problems.answer(request, ProblemKind.TOO_LARGE);
        } else {
            request.next();
        }
    }

    private static boolean isKeycloakAway(@Nullable Throwable failure) {
        return failure instanceof OIDCException;
    }
}
