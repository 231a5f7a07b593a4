package io.curfew.collector.store.opensearch;

import io.curfew.collector.RealServers;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.LISBON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real OpenSearch that has as many shards as it may have. */
@QuarkusTest
@WithTestResource(RealServers.class)
class ShardLimitIT {
    private static final Instant OF_A_NEW_MONTH = Instant.parse("2036-03-01T12:00:00Z");
    private static final String NEW_INDEX = "/curfew-hours-2036.03";

    private final Server server;
    private final ViewWriter writer;

    @Inject
    ShardLimitIT(Server server, ViewWriter writer) {
        this.server = server;
        this.writer = writer;
    }

    @AfterEach
    void allowManyAgain() {
        ShardLimit.set(server, "null");
        server.send("DELETE", NEW_INDEX, Map.of("ignore_unavailable", "true"), null);
    }

    @Test
    void whatNeedsOneMoreIsWrittenOnceThereIsRoom() {
        assertThat(writer.write(List.of())).isEmpty();
        List<Change> hour = List.of(Samples.hour(LISBON, 1, OF_A_NEW_MONTH, "cloud.example.org", 3));
        ShardLimit.set(server, "1");

        assertThatThrownBy(() -> writer.write(hour))
                .isInstanceOf(StoreAwayException.class)
                .hasMessageContaining("raise cluster.max_shards_per_node");

        ShardLimit.set(server, "null");
        assertThat(writer.write(hour)).isEmpty();
        assertThat(BackingIndex.of(server, NEW_INDEX.substring(1))).hasSize(1);
    }
}
