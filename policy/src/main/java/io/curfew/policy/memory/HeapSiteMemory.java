package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** A site's memory in this process, lost with it. For one thread. */
public final class HeapSiteMemory implements SiteMemory {
    private final Map<Object, Object>[] rowsByTable;

    @SuppressWarnings({"unchecked", "rawtypes"})
    public HeapSiteMemory() {
        rowsByTable = new Map[Table.ALL.size()];
        for (int index = 0; index < rowsByTable.length; index++) {
            rowsByTable[index] = new HashMap<>();
        }
    }

    @Override
    public <K, V> @Nullable V get(Table<K, V> table, K key) {
        return rows(table).get(key);
    }

    @Override
    public <K, V> void put(Table<K, V> table, K key, V value) {
        rows(table).put(key, value);
    }

    @Override
    public <K, V> void remove(Table<K, V> table, K key) {
        rows(table).remove(key);
    }

    @Override
    public <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action) {
        rows(table).forEach(action);
    }

    @Override
    public int size(Table<?, ?> table) {
        return rowsByTable[table.ordinal()].size();
    }

    @SuppressWarnings("unchecked")
    private <K, V> Map<K, V> rows(Table<K, V> table) {
        return (Map<K, V>) (Map<?, ?>) rowsByTable[table.ordinal()];
    }
}
