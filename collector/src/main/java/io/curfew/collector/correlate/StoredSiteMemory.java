package io.curfew.collector.correlate;

import io.curfew.events.SiteId;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.Table;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.function.BiConsumer;

/** One site's memory among the {@link StoredRows} of its task, under {@code site/table/key}. */
final class StoredSiteMemory implements SiteMemory {
    private final String prefix;
    private final StoredRows rows;
    private int @Nullable [] sizeByTable;

    StoredSiteMemory(SiteId site, StoredRows rows) {
        this.prefix = site + "/";
        this.rows = rows;
    }

    @Override
    public <K, V> @Nullable V get(Table<K, V> table, K key) {
        return rows.get(storeKey(table, key), table.valueType());
    }

    @Override
    public <K, V> void put(Table<K, V> table, K key, V value) {
        int[] sizes = sizes();
        if (!rows.put(storeKey(table, key), value)) {
            sizes[table.ordinal()]++;
        }
    }

    @Override
    public <K, V> void remove(Table<K, V> table, K key) {
        int[] sizes = sizes();
        if (rows.remove(storeKey(table, key), table.valueType())) {
            sizes[table.ordinal()]--;
        }
    }

    @Override
    public <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action) {
        rows.forEach(
                prefix + table.name() + "/", table.valueType(), (key, value) -> action.accept(table.key(key), value));
    }

    @Override
    public int size(Table<?, ?> table) {
        return sizes()[table.ordinal()];
    }

    /** Counts anew when next asked: rows that were held back have been discarded. */
    void recount() {
        sizeByTable = null;
    }

    private int[] sizes() {
        if (sizeByTable == null) {
            Map<String, Integer> counts = rows.countByFirstPart(prefix);
            sizeByTable = Table.ALL.stream()
                    .mapToInt(table -> counts.getOrDefault(table.name(), 0))
                    .toArray();
        }
        return sizeByTable;
    }

    private <K> String storeKey(Table<K, ?> table, K key) {
        return prefix + table.name() + "/" + key;
    }
}
