package io.curfew.collector.correlate;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import java.nio.file.Path;
import java.util.Properties;

/** A processor's surroundings without Kafka: a RocksDB on disk, and forwards that are counted and forgotten. */
final class MeasuredStore implements AutoCloseable {
    private final MockProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<String, byte[]> store;

    MeasuredStore(Path directory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        context = new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
        context.setCurrentSystemTimeMs(0);
        context.setCurrentStreamTimeMs(0);
        store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CorrelateProcessor.STORE), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }

    MockProcessorContext<byte[], byte[]> context() {
        return context;
    }

    /** Octets of all keys and values that the store holds. */
    long storedBytes() {
        long octets = 0;
        try (KeyValueIterator<String, byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                var row = rows.next();
                octets += row.key.length() + row.value.length;
            }
        }
        return octets;
    }

    /** How many rows have {@code part} in their key. */
    long rows(String part) {
        long rows = 0;
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                rows += all.next().key.contains(part) ? 1 : 0;
            }
        }
        return rows;
    }

    @Override
    public void close() {
        store.close();
    }
}
