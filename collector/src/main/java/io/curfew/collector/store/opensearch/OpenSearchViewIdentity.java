package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.curfew.collector.store.ViewIdentity;
import org.opensearch.client.opensearch._types.OpType;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.GetResponse;

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
        write(identity, OpType.Index);
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

    /** Absent when another collector was quicker. */
    private Optional<String> created() {
        String identity = UUID.randomUUID().toString();
        try {
            write(identity, OpType.Create);
            return Optional.of(identity);
        } catch (OpenSearchException refusal) {
            if (refusal.status() == CONFLICT) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    private void write(String identity, OpType type) {
        new Schema(server).install();
        JsonNode document = JsonNodeFactory.instance.objectNode().put(FIELD, identity);
        server.ask(client -> client.index(
                request -> request.index(Names.VIEW).id(ID).opType(type).document(document)));
    }
}
