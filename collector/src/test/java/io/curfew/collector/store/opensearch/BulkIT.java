package io.curfew.collector.store.opensearch;

import io.curfew.collector.RealServers;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.TrafficQuery;
import io.curfew.collector.store.View;
import io.curfew.collector.store.ViewWriter;
import io.curfew.collector.store.VisibleSites;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.LISBON;
import static org.assertj.core.api.Assertions.assertThat;

/** What a real OpenSearch refuses a whole request for. */
@QuarkusTest
@WithTestResource(RealServers.class)
class BulkIT {
    private static final int LONGEST_ID_OCTETS = 512;

    private final Server server;
    private final View view;
    private final ViewWriter writer;

    @Inject
    BulkIT(Server server, View view, ViewWriter writer) {
        this.server = server;
        this.view = view;
        this.writer = writer;
    }

    @Test
    void anIdThatIsTooLongIsRefusedAloneAndTheRestIsKept() {
        Instant now = Instant.now();
        Change tooLong = Samples.flow(LISBON, "x".repeat(LONGEST_ID_OCTETS + 1), now);
        List<Change> changes =
                List.of(Samples.flow(LISBON, "bulk-1", now), tooLong, Samples.flow(LISBON, "bulk-3", now));

        assertThat(writer.write(changes)).singleElement().satisfies(rejection -> {
            assertThat(rejection.change()).isSameAs(tooLong);
            assertThat(rejection.reason()).contains("too long");
        });

        server.send("POST", "/curfew-flows/_refresh", Map.of(), null);
        assertThat(view.flows(TrafficQuery.all(VisibleSites.everywhere(), PageRequest.first(100)))
                        .items())
                .extracting(flow -> flow.curfew().id())
                .contains("bulk-1", "bulk-3");
    }
}
