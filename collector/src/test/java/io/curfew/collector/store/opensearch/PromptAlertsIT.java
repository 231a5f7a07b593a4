package io.curfew.collector.store.opensearch;

import io.curfew.collector.RealServers;
import io.curfew.collector.store.AlertQuery;
import io.curfew.collector.store.Change;
import io.curfew.collector.store.PageRequest;
import io.curfew.collector.store.Samples;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.curfew.events.SiteId;
import io.curfew.policy.Alert;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** A real OpenSearch that never comes to refreshing alerts by itself, as one that is busy with traffic. */
@QuarkusTest
@WithTestResource(RealServers.class)
class PromptAlertsIT {
    private static final SiteId SITE = new SiteId("prompt");

    private final Server server;
    private final View view;

    @Inject
    PromptAlertsIT(Server server, View view) {
        this.server = server;
        this.view = view;
    }

    @BeforeEach
    void noRefreshes() {
        assertThat(new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC()).write(List.of()))
                .isEmpty();
        refreshEach("\"-1\"");
    }

    @AfterEach
    void asItWas() {
        refreshEach("\"250ms\"");
    }

    private void refreshEach(String interval) {
        server.send(
                "PUT",
                "/" + Names.ALERTS + "/_settings",
                Map.of(),
                "{\"index\":{\"refresh_interval\":" + interval + "}}");
    }

    @Test
    void anAlertIsFoundAsSoonAsItIsWritten() {
        Alert alert = Samples.alert("prompt-1", SITE, Samples.CAMERA).build();

        assertThat(new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC())
                        .write(List.of(new Change.AlertChanged(alert))))
                .isEmpty();

        AlertQuery query = AlertQuery.all(VisibleSites.of(Set.of(SITE)), PageRequest.first(10));
        assertThat(view.alerts(query).items()).extracting(Alert::id).containsExactly("prompt-1");
    }
}
