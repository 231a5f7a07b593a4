package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

/**
 * A policy to be tried on what is recorded.
 *
 * @param text the policy in its language
 * @param site the site whose record is judged
 * @param from the earliest time that counts; absent: as far as the record reaches, at most seven days back
 * @param to the first time that no longer counts; absent: now
 */
public record WhatIfRequest(
        String text,
        String site,
        @Nullable String from,
        @Nullable String to) {
    /** What was sent; a problem when a part is missing. */
    static WhatIfRequest of(@Nullable WhatIfRequest sent) {
        if (sent == null || sent.text() == null || sent.site() == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "text and site are needed");
        }
        return sent;
    }
}
