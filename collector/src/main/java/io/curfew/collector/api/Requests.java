package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import org.jspecify.annotations.Nullable;

/** What many requests have in common. */
final class Requests {
    private Requests() {}

    /** Bodies are there. */
    static <T> T present(@Nullable T sent) {
        if (sent == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "an object is missing; it may be empty");
        }
        return sent;
    }

    /** Whoever sees some sites only learns nothing of what speaks of all. */
    static void refuseUnlessAllSites(Caller caller) {
        if (caller.sites().named().isPresent()) {
            throw new ProblemException(ProblemKind.ROLE_MISSING, "this speaks of sites that you do not see");
        }
    }
}
