package io.curfew.collector.store;

import io.curfew.collector.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static io.curfew.collector.store.Samples.flow;
import static org.assertj.core.api.Assertions.assertThat;

/** The same contract, kept by a real OpenSearch. */
@QuarkusTest
@WithTestResource(RealServers.class)
class OpenSearchViewIT implements ViewContract {
    private final HttpClient http = HttpClient.newHttpClient();
    private final View view;
    private final ViewWriter writer;

    @Inject
    OpenSearchViewIT(View view, ViewWriter writer) {
        this.view = view;
        this.writer = writer;
    }

    /** The identity of the view stays: without it the indexers of the application fill the view again. */
    @BeforeEach
    void empty() {
        assertThat(writer.write(List.of())).isEmpty();
        settle();
        send("POST", "/curfew-*,-curfew-view/_delete_by_query?refresh=true", "{\"query\":{\"match_all\":{}}}");
    }

    @Override
    public View view() {
        return view;
    }

    @Override
    public ViewWriter writer() {
        return writer;
    }

    @Override
    public void settle() {
        send("POST", "/curfew-*/_refresh", "");
    }

    @Test
    void trafficWrittenAgainAfterARolloverStandsThereOnce() {
        Change.TrafficSeen seen = flow(LISBON, "f1", NOON);
        assertThat(writer.write(List.of(seen))).isEmpty();
        send("POST", "/curfew-flows/_rollover", "");

        assertThat(writer.write(List.of(seen))).isEmpty();
        settle();

        assertThat(view.flows(TrafficQuery.all(VisibleSites.everywhere(), PageRequest.first(10)))
                        .items())
                .hasSize(1);
    }

    private void send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RealServers.stack().openSearchUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }
}
