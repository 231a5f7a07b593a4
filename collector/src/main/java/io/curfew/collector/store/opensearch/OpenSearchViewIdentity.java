package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewIdentity;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.GetResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

import java.util.Optional;
import java.util.UUID;

/** Keeps the identity of the view as a document beside it: who deletes the view deletes that too. */
public final class OpenSearchViewIdentity implements ViewIdentity {
    private static final String ID = "view";
    private static final String FIELD = "identity";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Server server;

    public OpenSearchViewIdentity(Server server) {
        this.server = server;
    }

    @Override
    public String current() {
        return found().or(this::created).or(this::found).orElseThrow();
    }

    @Override
    public String renew() {
        String identity = UUID.randomUUID().toString();
        new Schema(server).install();
        server.ask(client ->
                client.index(request -> request.index(Names.VIEW).id(ID).document(document(identity))));
        return identity;
    }

    private Optional<String> found() {
        try {
            GetResponse<JsonNode> response = server.ask(
                    client -> client.get(request -> request.index(Names.VIEW).id(ID), JsonNode.class));
            return Optional.ofNullable(response.source())
                    .map(document -> document.path(FIELD).asText());
        } catch (OpenSearchException refusal) {
            if (refusal.status() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    /** Absent when another collector was quicker. In a bulk, since a conflict is an answer there and no failure. */
    private Optional<String> created() {
        new Schema(server).install();
        String identity = UUID.randomUUID().toString();
        BulkOperation creation = BulkOperation.of(operation ->
                operation.create(create -> create.index(Names.VIEW).id(ID).document(document(identity))));
        BulkResponseItem item = server.ask(client -> client.bulk(bulk -> bulk.operations(creation)))
                .items()
                .getFirst();
        ErrorCause error = item.error();
        if (error == null) {
            return Optional.of(identity);
        }
        if (item.status() == CONFLICT) {
            return Optional.empty();
        }
        throw new StoreAwayException("the store answers " + item.status() + ": " + error.reason());
    }

    private static JsonNode document(String identity) {
        return JsonNodeFactory.instance.objectNode().put(FIELD, identity);
    }
}
