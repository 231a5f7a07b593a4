package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Does the same to several alerts of one site.
 *
 * @param site whose alerts they are
 * @param alerts their ids, 1 to 100
 * @param command what to do
 * @param until until when; for {@code mute} only
 * @param note what the person wants to remember; absent for nothing
 */
public record BulkRequest(
        String site,
        List<String> alerts,
        AlertDeed command,
        @Nullable Instant until,
        @Nullable String note) {
    private static final int MOST_ALERTS = 100;

    /** What was sent; a problem when a part is missing or says too much. */
    static BulkRequest checked(@Nullable BulkRequest sent) {
        BulkRequest request = Requests.present(sent);
        if (request.site() == null || request.alerts() == null || request.command() == null) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "site, alerts and command are needed");
        }
        int count = request.alerts().size();
        if (count == 0 || count > MOST_ALERTS || request.alerts().contains(null)) {
            throw new ProblemException(
                    ProblemKind.MALFORMED_REQUEST, "alerts are 1 to " + MOST_ALERTS + " ids, were " + count);
        }
        if (request.command() == AlertDeed.NOTE
                && NoteRequest.checked(request.note()).isEmpty()) {
            throw new ProblemException(ProblemKind.MALFORMED_REQUEST, "note is missing");
        }
        return request;
    }

    /** Each alert once. */
    Set<String> ids() {
        return new LinkedHashSet<>(alerts);
    }
}
