package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/** What every body of a request has in common: it is there. */
final class Requests {
    private Requests() {}

    static <T> T present(@Nullable T sent) {
        if (sent == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "an object is missing; it may be empty");
        }
        return sent;
    }
}
