package io.curfew.collector.api;

import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
final class ProblemException extends WebApplicationException {
    private static final long serialVersionUID = 1;

    ProblemException(Problem problem) {
        super(problem.title(), problem.response());
    }

    ProblemException(ProblemKind kind, @Nullable String detail) {
        this(Problem.of(kind, detail));
    }

    ProblemException(ProblemKind kind) {
        this(kind, null);
    }
}
