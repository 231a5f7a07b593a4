package io.curfew.policy.memory;

import io.curfew.policy.DeviceId;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The rows of the tables whose keys are devices: those of one device side by side, since an observation of a device
 * asks for many of them. For one thread.
 */
public final class DeviceRows {
    private final Map<DeviceId, @Nullable Object[]> byDevice = new HashMap<>();
    /** Whose rows were asked for last: most questions ask for the same device's again, by the same id. */
    private @Nullable DeviceId latest;

    private @Nullable Object @Nullable [] rowsOfLatest;

    /** What is kept of one table. */
    <R> KeyedRows<DeviceId, R> of(Table<?, ?> table) {
        return new Column<>(table.ordinal());
    }

    @SuppressWarnings("ReferenceEquality") // an id that is only equal is looked up
    private @Nullable Object @Nullable [] rows(DeviceId device) {
        if (device == latest) {
            return rowsOfLatest;
        }
        @Nullable Object[] rows = byDevice.get(device);
        if (rows != null) {
            latest = device;
            rowsOfLatest = rows;
        }
        return rows;
    }

    private void forget(DeviceId device) {
        byDevice.remove(device);
        latest = null;
        rowsOfLatest = null;
    }

    private static boolean isEmpty(@Nullable Object[] rows) {
        for (Object row : rows) {
            if (row != null) {
                return false;
            }
        }
        return true;
    }

    private final class Column<R> implements KeyedRows<DeviceId, R> {
        private final int place;
        private int size;

        Column(int place) {
            this.place = place;
        }

        @Override
        @SuppressWarnings("unchecked") // only this column puts rows there
        public @Nullable R get(DeviceId device) {
            @Nullable Object[] rows = rows(device);
            return rows == null ? null : (R) rows[place];
        }

        @Override
        public void put(DeviceId device, R row) {
            @Nullable Object[] rows = rows(device);
            if (rows == null) {
                rows = new Object[Table.ALL.size()];
                byDevice.put(device, rows);
            }
            size += rows[place] == null ? 1 : 0;
            rows[place] = row;
        }

        @Override
        public void remove(DeviceId device) {
            @Nullable Object[] rows = rows(device);
            if (rows == null || rows[place] == null) {
                return;
            }
            size--;
            rows[place] = null;
            if (isEmpty(rows)) {
                forget(device);
            }
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        @SuppressWarnings("unchecked") // only this column puts rows there
        public void forEach(BiConsumer<DeviceId, R> action) {
            byDevice.forEach((device, rows) -> {
                Object row = rows[place];
                if (row != null) {
                    action.accept(device, (R) row);
                }
            });
        }

        @Override
        public void clear() {
            if (size > 0) {
                size = 0;
                for (@Nullable Object[] rows : byDevice.values()) {
                    rows[place] = null;
                }
                byDevice.values().removeIf(DeviceRows::isEmpty);
                latest = null;
                rowsOfLatest = null;
            }
        }
    }
}
