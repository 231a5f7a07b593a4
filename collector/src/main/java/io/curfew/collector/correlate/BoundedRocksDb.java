package io.curfew.collector.correlate;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

import java.util.Map;

/**
 * Lets all stores of the process share {@value #MOST_BYTES} bytes of native memory, blocks read and rows not yet
 * written to disk together, however many sites there are. Kafka Streams makes one for each store by its name.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    static final long MOST_BYTES = 24L * 1024 * 1024;

    private static final long MOST_WRITE_BYTES = 8L * 1024 * 1024;
    private static final long WRITE_BUFFER_BYTES = 2L * 1024 * 1024;
    private static final int SHARD_BITS = 2;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(MOST_BYTES, SHARD_BITS);
    private static final WriteBufferManager WRITES = new WriteBufferManager(MOST_WRITE_BYTES, CACHE);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITES);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    }

    /** The cache and the buffers belong to the process and stay. */
    @Override
    public void close(String storeName, Options options) {}
}
