package io.curfew.collector.correlate;

import io.curfew.events.Topics;
import io.curfew.policy.language.Policy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Observations and commands of the same sites meet in one task, because both are partitioned by site; a task's state is
 * one store with a changelog.
 */
final class CorrelationTopology {
    private static final String CORRELATE = "correlate";

    private CorrelationTopology() {}

    static Topology of(Supplier<Policy> policyInForce, CorrelationMetrics metrics, int mostRowsAtHand) {
        ByteArrayDeserializer octets = new ByteArrayDeserializer();
        ByteArraySerializer asIs = new ByteArraySerializer();
        return new Topology()
                .addSource("observations", octets, octets, Topics.OBSERVATIONS)
                .addSource("commands", octets, octets, Topics.COMMANDS)
                .addProcessor(
                        CORRELATE,
                        () -> new CorrelateProcessor(policyInForce, metrics, mostRowsAtHand),
                        "observations",
                        "commands")
                .addStateStore(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(CorrelateProcessor.STORE),
                                        Serdes.String(),
                                        Serdes.ByteArray())
                                .withLoggingEnabled(Map.of())
                                .withCachingDisabled(),
                        CORRELATE)
                .addSink(CorrelateProcessor.TRAFFIC, Topics.TRAFFIC, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.DEVICES, Topics.DEVICES, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.ALERTS, Topics.ALERTS, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.REJECTED, Topics.REJECTED, asIs, asIs, CORRELATE);
    }
}
