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
 * Lets all stores of the process share native memory, blocks read and rows not yet written to disk together, however
 * many sites there are: an eighth of what the heap may have, {@value #LEAST_MEBIBYTES} to {@value #MOST_MEBIBYTES} MiB.
 * Kafka Streams makes one for each store by its name.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {
    private static final long LEAST_MEBIBYTES = 24;
    private static final long MOST_MEBIBYTES = 256;
    private static final long MEBIBYTE = 1024L * 1024;
    private static final int PART_OF_HEAP = 8;
    /** Few large files are merged with each other less often than many small ones. */
    private static final int PART_TO_WRITE = 3;

    private static final int BUFFERS = 4;
    private static final int SHARD_BITS = 2;

    static {
        RocksDB.loadLibrary();
    }

    private static final long BYTES = bytes(Runtime.getRuntime().maxMemory());
    private static final long WRITE_BYTES = BYTES / PART_TO_WRITE;
    private static final Cache CACHE = new LRUCache(BYTES, SHARD_BITS);
    private static final WriteBufferManager WRITES = new WriteBufferManager(WRITE_BYTES, CACHE);

    /** @param heapBytes what the heap may have at most */
    static long bytes(long heapBytes) {
        return Math.clamp(heapBytes / PART_OF_HEAP, LEAST_MEBIBYTES * MEBIBYTE, MOST_MEBIBYTES * MEBIBYTE);
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITES);
        options.setWriteBufferSize(WRITE_BYTES / BUFFERS);
    }

    /** The cache and the buffers belong to the process and stay. */
    @Override
    public void close(String storeName, Options options) {}
}
