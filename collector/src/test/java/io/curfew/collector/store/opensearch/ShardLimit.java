package io.curfew.collector.store.opensearch;

import java.util.Map;

/** How many shards an OpenSearch may have: with too few it makes no new index. */
final class ShardLimit {
    private ShardLimit() {}

    /** @param most how many; {@code null} for as many as it comes with */
    static void set(Server server, String most) {
        server.send(
                "PUT",
                "/_cluster/settings",
                Map.of(),
                "{\"persistent\":{\"cluster.max_shards_per_node\":%s}}".formatted(most));
    }
}
