package io.curfew.collector.store.opensearch;

import com.fasterxml.jackson.databind.util.RawValue;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Dataset;
import io.curfew.collector.store.Rejection;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewWriter;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch.core.BulkRequest;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the view to OpenSearch. Installs the schema before its first write. */
public final class OpenSearchViewWriter implements ViewWriter {
    private static final int CONFLICT = 409;

    private final Server server;
    private boolean isInstalled;

    public OpenSearchViewWriter(Server server) {
        this.server = server;
    }

    @Override
    public List<Rejection> write(List<Change> changes) {
        try {
            return writeNow(changes);
        } catch (StoreAwayException away) {
            // It may come back with nothing, and would then make indices of its own of what is written.
            forgetThatItIsInstalled();
            throw away;
        }
    }

    private List<Rejection> writeNow(List<Change> changes) {
        install();
        List<Change> missing = withoutThoseBeforeRollover(changes);
        if (missing.isEmpty()) {
            return List.of();
        }
        BulkRequest request = new BulkRequest.Builder()
                .operations(
                        missing.stream().map(OpenSearchViewWriter::operation).toList())
                .build();
        BulkResponse response = server.ask(client -> client.bulk(request));
        return response.errors() ? rejections(missing, response.items()) : List.of();
    }

    private synchronized void install() {
        if (!isInstalled) {
            new Schema(server).install();
            isInstalled = true;
        }
    }

    private synchronized void forgetThatItIsInstalled() {
        isInstalled = false;
    }

    private static BulkOperation operation(Change change) {
        return switch (change) {
            case Change.AlertChanged alert -> replace(Names.ALERTS, change, alert.alert());
            case Change.DeviceChanged device -> replace(Names.DEVICES, change, device.device());
            case Change.SensorReported sensor -> replace(Names.SENSORS, change, sensor.status());
            case Change.Audited audited -> replace(Names.AUDIT, change, audited.entry());
            case Change.HourSummedUp summed ->
                replace(Names.ofMonth(summed.hour().hour()), change, summed.hour());
            case Change.TrafficSeen seen ->
                BulkOperation.of(operation -> operation.create(create ->
                        create.index(Names.of(seen.dataset())).id(seen.id()).document(new RawValue(seen.json()))));
        };
    }

    private static BulkOperation replace(String index, Change change, Object document) {
        return BulkOperation.of(operation ->
                operation.index(replace -> replace.index(index).id(change.id()).document(document)));
    }

    private static List<Rejection> rejections(List<Change> changes, List<BulkResponseItem> items) {
        List<Rejection> rejections = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            BulkResponseItem item = items.get(index);
            ErrorCause error = item.error();
            if (error == null || isThereAlready(item)) {
                continue;
            }
            if (Server.isPassing(item.status())) {
                throw new StoreAwayException("the store answers " + item.status() + ": " + error.reason());
            }
            rejections.add(new Rejection(changes.get(index), error.type() + ": " + error.reason()));
        }
        return rejections;
    }

    private static boolean isThereAlready(BulkResponseItem item) {
        return item.status() == CONFLICT;
    }

    /**
     * Leaves out traffic that stands in an older index of its stream: a data stream knows ids only in the index that is
     * written to, so that what was written before a rollover would be kept twice when it is written again after it.
     */
    private List<Change> withoutThoseBeforeRollover(List<Change> changes) {
        Set<String> kept = new HashSet<>();
        for (Dataset dataset : Dataset.values()) {
            List<Change.TrafficSeen> seen = changes.stream()
                    .filter(Change.TrafficSeen.class::isInstance)
                    .map(Change.TrafficSeen.class::cast)
                    .filter(change -> change.dataset() == dataset)
                    .toList();
            if (!seen.isEmpty()) {
                kept.addAll(new OlderIndices(server, dataset).idsAmong(seen));
            }
        }
        if (kept.isEmpty()) {
            return changes;
        }
        return changes.stream()
                .filter(change -> !(change instanceof Change.TrafficSeen && kept.contains(change.id())))
                .toList();
    }
}
