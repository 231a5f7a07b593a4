package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.StoreAwayException;

import java.util.ArrayList;
import java.util.List;

/** What came of the changes of a bulk request. */
final class BulkAnswer {
    /** All that is asked of an answer: most of a full one repeats the request. */
    static final String FIELDS = "errors,items.*.status,items.*.error.type,items.*.error.reason";

    private static final int CONFLICT = 409;

    private BulkAnswer() {}

    /**
     * The changes that the store refuses for good.
     *
     * @param answer has {@link #FIELDS}
     * @throws StoreAwayException when it asks for time
     */
    static List<Rejection> rejections(List<? extends Change> changes, JsonNode answer) {
        if (!answer.path("errors").asBoolean()) {
            return List.of();
        }
        JsonNode items = answer.path("items");
        List<Rejection> rejections = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            JsonNode item = items.get(index).iterator().next();
            JsonNode error = item.path("error");
            int status = item.path("status").asInt();
            if (error.isMissingNode() || status == CONFLICT) {
                continue;
            }
            String reason = error.path("reason").asText();
            if (Server.isPassing(status, reason)) {
                throw new StoreAwayException(Server.passing(status, reason));
            }
            rejections.add(new Rejection(changes.get(index), error.path("type").asText() + ": " + reason));
        }
        return rejections;
    }
}
