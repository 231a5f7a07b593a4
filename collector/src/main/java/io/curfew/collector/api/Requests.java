package io.curfew.collector.api;

import io.curfew.collector.access.Caller;
import io.curfew.events.SiteId;
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

    /** A site that the caller sees; of others it is not told that they are there. */
    static SiteId visible(Caller caller, String site) {
        try {
            SiteId id = new SiteId(site);
            if (caller.sites().sees(id)) {
                return id;
            }
        } catch (IllegalArgumentException noSuchName) {
            throw new ProblemException(ProblemKind.NOT_FOUND, noSuchName.getMessage());
        }
        throw new ProblemException(ProblemKind.NOT_FOUND);
    }

    /** Whoever sees some sites only learns nothing of what speaks of all. */
    static void refuseUnlessAllSites(Caller caller) {
        if (caller.sites().named().isPresent()) {
            throw new ProblemException(ProblemKind.ROLE_MISSING, "this speaks of sites that you do not see");
        }
    }
}
