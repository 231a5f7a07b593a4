package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.TrafficLimits;
import io.curfew.collector.store.ViewRetention;
import org.opensearch.client.opensearch._types.Time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps traffic within its limits: starts a new index behind each data stream when the one that is written to is old or
 * big enough, and deletes the oldest when they are past their time or all together are too big. The index that is
 * written to is never deleted.
 */
final class Retention implements ViewRetention {
    private final Server server;
    private final TrafficLimits limits;
    private final BelievedTime time;

    Retention(Server server, TrafficLimits limits, BelievedTime time) {
        this.server = server;
        this.limits = limits;
        this.time = time;
    }

    @Override
    public int apply() {
        // First, since OpenSearch makes no index while its disk is nearly full.
        int deleted = delete();
        Names.STREAMS.forEach(this::rollOver);
        time.rolledOver();
        return deleted;
    }

    private int delete() {
        List<Closed> closed = new ArrayList<>();
        long totalBytes = 0;
        for (String stream : Names.STREAMS) {
            List<BackingIndex> indices = BackingIndex.of(server, stream);
            for (int index = 0; index < indices.size(); index++) {
                totalBytes += indices.get(index).sizeBytes();
                if (index + 1 < indices.size()) {
                    closed.add(new Closed(
                            indices.get(index), indices.get(index + 1).created()));
                }
            }
        }
        return delete(closed, totalBytes, time.now().minus(limits.keep()));
    }

    /** An index that is no longer written to, and since when. */
    private record Closed(BackingIndex index, Instant since) {}

    private void rollOver(String stream) {
        server.ask(client -> client.indices()
                .rollover(request -> request.alias(stream)
                        .conditions(conditions -> conditions
                                .maxAge(Time.of(
                                        age -> age.time(limits.rollAfter().toSeconds() + "s")))
                                .maxSize(limits.rollAtBytes() + "b"))));
    }

    private int delete(List<Closed> closed, long totalBytes, Instant tooOld) {
        long bytes = totalBytes;
        int deleted = 0;
        for (Closed candidate :
                closed.stream().sorted(Comparator.comparing(Closed::since)).toList()) {
            if (candidate.since().isBefore(tooOld) || bytes > limits.mostBytes()) {
                String name = candidate.index().name();
                server.ask(client -> client.indices().delete(request -> request.index(name)));
                bytes -= candidate.index().sizeBytes();
                deleted++;
            }
        }
        return deleted;
    }
}
