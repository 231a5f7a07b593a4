package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A site's memory in this process, lost with it. The rows of one device lie together, since an observation of a device
 * asks for many of them. For one thread.
 */
public final class HeapSiteMemory implements SiteMemory {
    private final Map<Object, Object>[] rowsByTable;
    private final Map<DeviceId, @Nullable Object[]> rowsByDevice = new HashMap<>();
    private final int[] counts = new int[Table.ALL.size()];

    @SuppressWarnings({"unchecked", "rawtypes"})
    public HeapSiteMemory() {
        rowsByTable = new Map[Table.ALL.size()];
        for (int index = 0; index < rowsByTable.length; index++) {
            rowsByTable[index] = new HashMap<>();
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a table's rows are of its type
    public <K, V> @Nullable V get(Table<K, V> table, K key) {
        if (table.isOfDevices()) {
            @Nullable Object[] ofDevice = rowsByDevice.get(key);
            return ofDevice == null ? null : (V) ofDevice[table.ordinal()];
        }
        return rows(table).get(key);
    }

    @Override
    public <K, V> void put(Table<K, V> table, K key, V value) {
        if (table.isOfDevices()) {
            put(table, rowsByDevice.computeIfAbsent((DeviceId) key, _ -> new Object[counts.length]), value);
        } else {
            rows(table).put(key, value);
        }
    }

    private void put(Table<?, ?> table, @Nullable Object[] ofDevice, @Nullable Object value) {
        boolean wasThere = ofDevice[table.ordinal()] != null;
        boolean isThere = value != null;
        ofDevice[table.ordinal()] = value;
        counts[table.ordinal()] += (isThere ? 1 : 0) - (wasThere ? 1 : 0);
    }

    @Override
    public <K, V> void remove(Table<K, V> table, K key) {
        if (!table.isOfDevices()) {
            rows(table).remove(key);
            return;
        }
        @Nullable Object[] ofDevice = rowsByDevice.get(key);
        if (ofDevice != null) {
            put(table, ofDevice, null);
            if (isEmpty(ofDevice)) {
                rowsByDevice.remove(key);
            }
        }
    }

    private static boolean isEmpty(@Nullable Object[] ofDevice) {
        for (Object row : ofDevice) {
            if (row != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // a table's keys and rows are of its types
    public <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action) {
        if (!table.isOfDevices()) {
            rows(table).forEach(action);
            return;
        }
        rowsByDevice.forEach((device, ofDevice) -> {
            Object row = ofDevice[table.ordinal()];
            if (row != null) {
                action.accept((K) device, (V) row);
            }
        });
    }

    @Override
    public int size(Table<?, ?> table) {
        return table.isOfDevices() ? counts[table.ordinal()] : rowsByTable[table.ordinal()].size();
    }

    @SuppressWarnings("unchecked")
    private <K, V> Map<K, V> rows(Table<K, V> table) {
        return (Map<K, V>) (Map<?, ?>) rowsByTable[table.ordinal()];
    }
}
