package io.curfew.collector.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

import java.time.Duration;

/** Answers with problems where no resource has been reached. */
@Singleton
class RoutedProblems {
    private final ObjectMapper json;

    RoutedProblems(ObjectMapper json) {
        this.json = json;
    }

    void answer(RoutingContext request, ProblemKind kind) {
        if (kind.isPassing()) {
            answer(request, Problem.of(kind, null), Problem.RETRY_AFTER);
        } else {
            answer(request, Problem.of(kind, null));
        }
    }

    /** @param wait after which time it may work */
    void answer(RoutingContext request, Problem problem, Duration wait) {
        request.response().putHeader("Retry-After", Long.toString(Problem.wholeSeconds(wait)));
        answer(request, problem);
    }

    void answer(RoutingContext request, Problem problem) {
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException bug) {
            request.fail(bug);
        }
    }
}
