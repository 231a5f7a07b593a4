package io.curfew.collector.store.opensearch;

import io.curfew.collector.RealServers;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewWriter;
import io.curfew.collector.store.VisibleSites;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.LISBON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A real OpenSearch that has not all shards at hand, as while it starts. */
@QuarkusTest
@WithTestResource(RealServers.class)
class WholeSearchIT {
    private static final String MISSING = "/curfew-hours-2036.05";
    private static final String NOWHERE =
            "{\"settings\":{\"index.routing.allocation.require._name\":\"no-such-node\"}}";

    private final Server server;
    private final ViewWriter writer;

    @Inject
    WholeSearchIT(Server server, ViewWriter writer) {
        this.server = server;
        this.writer = writer;
    }

    @AfterEach
    void forgetTheMonth() {
        server.send("DELETE", MISSING, Map.of("ignore_unavailable", "true"), null);
    }

    private Object sumOfAllMonths() {
        Rows everything =
                new Rows(Names.EVERY_MONTH_OF_HOURS, Filters.visible("site", VisibleSites.everywhere()), false);
        return new Months(server)
                .sums(everything, Map.of("count", Aggregation.of(count -> count.valueCount(of -> of.field("site")))));
    }

    @Test
    void aSumFromWhichAMonthIsMissingIsNone() {
        assertThat(writer.write(List.of(Samples.hour(LISBON, 1, Instant.now(), "cloud.example.org", 3))))
                .isEmpty();
        assertThat(sumOfAllMonths()).isNotNull();
        server.send("PUT", MISSING, Map.of("wait_for_active_shards", "0"), NOWHERE);

        assertThatThrownBy(this::sumOfAllMonths).isInstanceOf(StoreAwayException.class);
    }
}
