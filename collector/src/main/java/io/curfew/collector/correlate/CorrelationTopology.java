package io.curfew.collector.correlate;

import io.curfew.events.Topics;
import io.curfew.policy.language.Policy;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Observations, commands and hints of the same sites meet in one task, because all are partitioned by site; a task's
 * state is one store with a changelog. What sites may have in common goes through a second step, partitioned by what
 * that is; its hints come back to the sites, so that one task alone writes the alerts of a site.
 */
final class CorrelationTopology {
    private static final String CORRELATE = "correlate";
    private static final String ACROSS = "across";

    private CorrelationTopology() {}

    /**
     * @param signatures makes what tells for one task whose batches are whose
     * @param rowsAtHand how many rows all tasks keep as values
     * @param partitions over how many sites are spread
     * @param nanoTime how long sites are silent is told by it, as {@link System#nanoTime}: nobody sets it
     */
    static Topology of(
            Supplier<Policy> policyInForce,
            Supplier<SignatureCheck> signatures,
            CorrelationMetrics metrics,
            RowsAtHand rowsAtHand,
            int partitions,
            LongSupplier nanoTime) {
        ByteArrayDeserializer octets = new ByteArrayDeserializer();
        ByteArraySerializer asIs = new ByteArraySerializer();
        return new Topology()
                .addSource("observations", octets, octets, Topics.OBSERVATIONS)
                .addSource("commands", octets, octets, Topics.COMMANDS)
                .addSource("hints", octets, octets, Topics.HINTS)
                .addProcessor(
                        CORRELATE,
                        () -> new CorrelateProcessor(
                                policyInForce, signatures.get(), metrics, rowsAtHand, partitions, nanoTime),
                        "observations",
                        "commands",
                        "hints")
                .addStateStore(store(CorrelateProcessor.STORE, Serdes.Bytes()), CORRELATE)
                .addSink(CorrelateProcessor.TRAFFIC, Topics.TRAFFIC, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.HOURS, Topics.HOURS, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.DEVICES, Topics.DEVICES, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.ALERTS, Topics.ALERTS, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.SIGHTINGS, Topics.SIGHTINGS, asIs, asIs, CORRELATE)
                .addSink(CorrelateProcessor.REJECTED, Topics.REJECTED, asIs, asIs, CORRELATE)
                .addSource("sighted", octets, octets, Topics.SIGHTINGS)
                .addProcessor(ACROSS, () -> new AcrossProcessor(metrics), "sighted")
                .addStateStore(store(AcrossProcessor.STORE, Serdes.String()), ACROSS)
                .addSink(AcrossProcessor.HINTS, Topics.HINTS, asIs, asIs, ACROSS)
                .addSink(AcrossProcessor.REJECTED, Topics.REJECTED, asIs, asIs, ACROSS);
    }

    private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingDisabled();
    }
}
