package io.curfew.collector.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.collector.store.ecs.DnsTransaction;
import io.curfew.collector.store.ecs.Flow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrafficDocumentsTest {
    private static final ObjectMapper JSON = CurfewJson.mapper();

    @Test
    void aFlowIsReadBackWithoutLosingAField() throws Exception {
        String written = Samples.text(Samples.flow(Samples.LISBON, "f1", Samples.NOON));

        String read = JSON.writeValueAsString(JSON.readValue(written, Flow.class));

        assertThat(JSON.readTree(read)).isEqualTo(JSON.readTree(written));
    }

    @Test
    void aDnsTransactionIsReadBackWithoutLosingAField() throws Exception {
        String written = Samples.text(Samples.dns(Samples.LISBON, "d1", Samples.NOON));

        String read = JSON.writeValueAsString(JSON.readValue(written, DnsTransaction.class));

        assertThat(JSON.readTree(read)).isEqualTo(JSON.readTree(written));
    }
}
