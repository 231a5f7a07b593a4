package io.curfew.collector.correlate;

import io.curfew.policy.memory.Table;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A processor's surroundings without Kafka: a RocksDB on disk, and forwards that are counted and forgotten. */
final class MeasuredStore implements AutoCloseable {
    private final MockProcessorContext<byte[], byte[]> context;
    private final KeyValueStore<Bytes, byte[]> store;

    MeasuredStore(Path directory) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        context = new MockProcessorContext<>(properties, new TaskId(0, 0), directory.toFile());
        context.setCurrentSystemTimeMs(0);
        context.setCurrentStreamTimeMs(0);
        store = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CorrelateProcessor.STORE), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .withCachingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }

    MockProcessorContext<byte[], byte[]> context() {
        return context;
    }

    /**
     * What a table takes.
     *
     * @param rows how many rows it has
     * @param octets of their keys and values
     */
    record Octets(long rows, long octets) {
        private Octets with(Octets more) {
            return new Octets(rows + more.rows(), octets + more.octets());
        }
    }

    /** What each table of all sites takes, by its name. */
    Map<String, Octets> tables() {
        Map<String, Octets> tables = new TreeMap<>();
        try (KeyValueIterator<Bytes, byte[]> rows = store.all()) {
            while (rows.hasNext()) {
                var row = rows.next();
                tables.merge(table(row.key), new Octets(1, row.key.get().length + row.value.length), Octets::with);
            }
        }
        return tables;
    }

    private static String table(Bytes key) {
        int table = RowPrefix.table(key);
        return table < Table.ALL.size() ? Table.ALL.get(table).name() : "other";
    }

    @Override
    public void close() {
        store.close();
    }
}
