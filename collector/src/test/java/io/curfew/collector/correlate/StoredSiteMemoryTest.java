package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.SiteMemoryContract;
import io.curfew.policy.memory.Table;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;

/** The contract while every row lies in the store and nothing is at hand. */
class StoredSiteMemoryTest extends SiteMemoryContract {
    private final KeyValueStore<Bytes, byte[]> store = InMemoryStore.open();
    private final RowCodecs codecs = new RowCodecs();

    @Override
    protected SiteMemory memoryOf(SiteId site) {
        return new Forgetful(site);
    }

    /** Comes back as a new process does, after each call. */
    private final class Forgetful implements SiteMemory {
        private final SiteId site;

        Forgetful(SiteId site) {
            this.site = site;
        }

        @Override
        public <K, V> @Nullable V get(Table<K, V> table, K key) {
            return fresh().get(table, key);
        }

        @Override
        public <K, V> void put(Table<K, V> table, K key, V value) {
            StoredSiteMemory memory = fresh();
            memory.put(table, key, value);
            memory.flush();
        }

        @Override
        public <K, V> void remove(Table<K, V> table, K key) {
            StoredSiteMemory memory = fresh();
            memory.remove(table, key);
            memory.flush();
        }

        @Override
        public <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action) {
            fresh().forEach(table, action);
        }

        @Override
        public int size(Table<?, ?> table) {
            return fresh().size(table);
        }

        private StoredSiteMemory fresh() {
            return new StoredSiteMemory(site, store, codecs, new RowsAtHand(1_000).share());
        }
    }
}
