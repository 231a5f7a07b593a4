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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import static io.curfew.collector.store.Samples.LISBON;
import static org.assertj.core.api.Assertions.assertThat;

/** Streams of an older version, in a real OpenSearch. */
@QuarkusTest
@WithTestResource(RealServers.class)
class SchemaIT {
    private static final String FLOWS = "curfew-flows";

    private final Server server;
    private final View view;
    private final ViewWriter writer;

    @Inject
    SchemaIT(Server server, View view, ViewWriter writer) {
        this.server = server;
        this.view = view;
        this.writer = writer;
    }

    @BeforeEach
    void aStreamOfAnOlderForm() {
        assertThat(writer.write(List.of())).isEmpty();
        server.send("DELETE", "/_data_stream/" + FLOWS, Map.of(), null);
        server.send("PUT", "/_index_template/" + FLOWS, Map.of(), """
                {"index_patterns": ["curfew-flows"], "priority": 100, "data_stream": {}, "template": {
                  "settings": {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}},
                  "mappings": {"dynamic": false, "properties": {
                    "@timestamp": {"type": "date_nanos"},
                    "source": {"properties": {"ip": {"type": "ip"}, "port": {"type": "integer"}}},
                    "destination": {"properties": {"ip": {"type": "ip"}}},
                    "curfew": {"properties": {
                      "id": {"type": "keyword"}, "site": {"type": "keyword"}, "device": {"type": "keyword"},
                      "responder_device": {"type": "keyword"},
                      "peer": {"properties": {"name": {"type": "keyword"}}}}}}}}}
                """);
        server.send("PUT", "/_data_stream/" + FLOWS, Map.of(), null);
    }

    private int indices() {
        return BackingIndex.of(server, FLOWS).size();
    }

    /** A writer of a collector that has just started. */
    private void writeAfterAStart(Change change) {
        assertThat(new OpenSearchViewWriter(server, Samples.A_YEAR, Clock.systemUTC()).write(List.of(change)))
                .isEmpty();
        server.send("POST", "/" + FLOWS + "/_refresh", Map.of(), null);
    }

    private List<String> flows(String peer) {
        TrafficQuery query = new TrafficQuery(
                VisibleSites.everywhere(),
                Samples.CAMERA,
                peer,
                null,
                null,
                null,
                null,
                null,
                null,
                PageRequest.first(10));
        return view.flows(query).items().stream()
                .map(flow -> flow.curfew().id())
                .toList();
    }

    @Test
    void aNewIndexIsBegunOnceAndWhatTheOlderHasIsStillFoundAndKeptOnce() {
        Change.TrafficSeen before = Samples.flow(LISBON, "before", Samples.NOON);
        assertThat(writer.write(List.of(before))).isEmpty();
        assertThat(indices()).isEqualTo(1);

        writeAfterAStart(Samples.flow(LISBON, "after", Samples.NOON.plusSeconds(1)));
        assertThat(indices()).isEqualTo(2);
        writeAfterAStart(before);
        assertThat(indices()).isEqualTo(2);

        assertThat(flows(Samples.VENDOR.toString())).containsExactly("after", "before");
        assertThat(flows("cloud.example.org")).containsExactly("after", "before");
        assertThat(view.addresses(VisibleSites.everywhere(), LISBON, Samples.CAMERA))
                .hasSize(1);
    }
}
