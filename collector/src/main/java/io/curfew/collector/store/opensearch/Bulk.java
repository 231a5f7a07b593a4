package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.StoreAwayException;
import org.opensearch.client.opensearch.generic.OpenSearchClientException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Changes in one request; in as many as it takes where the server, or a proxy before it, says that a request is too
 * large, or where the server refuses the whole request for one of them, as it does for an id that is too long.
 *
 * @param server what keeps them
 * @param isPrompt true when they are to be found at once
 */
record Bulk(Server server, boolean isPrompt) {
    private static final int BAD_REQUEST = 400;

    /**
     * Writes, and returns what is refused for good.
     *
     * @throws StoreAwayException when the server does not answer, or asks for time
     */
    List<Rejection> write(List<Change> changes) {
        try {
            return BulkAnswer.rejections(changes, answer(changes));
        } catch (RequestTooLargeException tooLarge) {
            return writeInParts(changes, String.valueOf(tooLarge.getMessage()));
        } catch (OpenSearchClientException refused) {
            String reason = refused.status() == BAD_REQUEST ? Server.reason(refused) : "";
            if (reason.isEmpty()) {
                throw refused;
            }
            return writeInParts(changes, reason);
        }
    }

    /** @param reason why they are not taken together */
    private List<Rejection> writeInParts(List<Change> changes, String reason) {
        if (changes.size() == 1) {
            return List.of(new Rejection(changes.getFirst(), reason));
        }
        int half = changes.size() / 2;
        List<Rejection> rejections = new ArrayList<>(write(changes.subList(0, half)));
        rejections.addAll(write(changes.subList(half, changes.size())));
        return rejections;
    }

    private JsonNode answer(List<Change> changes) {
        BulkLines lines = new BulkLines();
        changes.forEach(lines::add);
        Map<String, String> parameters =
                Map.of("filter_path", BulkAnswer.FIELDS, "refresh", Boolean.toString(isPrompt));
        return server.sendOctets("POST", "/_bulk", parameters, lines.body());
    }
}
