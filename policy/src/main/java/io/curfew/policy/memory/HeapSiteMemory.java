package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.BiConsumer;

/** A site's memory in this process, lost with it. For one thread. */
public final class HeapSiteMemory implements SiteMemory {
    private final List<KeyedRows<?, ?>> rowsByTable;

    public HeapSiteMemory() {
        DeviceRows beside = new DeviceRows();
        rowsByTable = Table.ALL.stream()
                .<KeyedRows<?, ?>>map(table -> KeyedRows.of(table, beside))
                .toList();
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
        return rowsByTable.get(table.ordinal()).size();
    }

    @SuppressWarnings("unchecked") // made of the table itself
    private <K, V> KeyedRows<K, V> rows(Table<K, V> table) {
        return (KeyedRows<K, V>) rowsByTable.get(table.ordinal());
    }
}
