package io.curfew.collector.api;

import jakarta.ws.rs.WebApplicationException;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. */
final class ProblemException extends WebApplicationException {
    private static final long serialVersionUID = 1;

    ProblemException(ProblemKind kind, @Nullable String detail) {
        super(kind.title(), Problem.of(kind, detail).response());
    }

    ProblemException(ProblemKind kind) {
        this(kind, null);
    }
}
