package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What is at hand of one table, each by its key. For one thread.
 *
 * @param <K> the key
 * @param <R> what is kept for it
 */
public interface KeyedRows<K, R> {

    @Nullable
    R get(K key);

    void put(K key, R row);

    void remove(K key);

    int size();

    /** Hands over every row once, in any order. The action must not change rows, nor ask for those of other devices. */
    void forEach(BiConsumer<K, R> action);

    void clear();

    /** Each row by itself. */
    static <K, R> KeyedRows<K, R> apart() {
        return new Apart<>(new HashMap<>());
    }

    /** Rows of {@code table}: beside the others of their device where the keys are devices, else each by itself. */
    @SuppressWarnings("unchecked") // the keys of such a table are devices
    static <K, R> KeyedRows<K, R> of(Table<K, ?> table, DeviceRows beside) {
        return table.isOfDevices() ? (KeyedRows<K, R>) beside.<R>of(table) : apart();
    }

    /** By a map of their own. */
    record Apart<K, R>(Map<K, R> rows) implements KeyedRows<K, R> {
        @Override
        public @Nullable R get(K key) {
            return rows.get(key);
        }

        @Override
        public void put(K key, R row) {
            rows.put(key, row);
        }

        @Override
        public void remove(K key) {
            rows.remove(key);
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public void forEach(BiConsumer<K, R> action) {
            rows.forEach(action);
        }

        @Override
        public void clear() {
            rows.clear();
        }
    }
}
