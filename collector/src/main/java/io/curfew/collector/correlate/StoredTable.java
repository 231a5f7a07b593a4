package io.curfew.collector.correlate;

import io.curfew.collector.row.RowCodec;
import io.curfew.policy.memory.KeyedRows;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One table of one site in the store of its task, each row under the site, the table and the key as octets. Keeps the
 * rows that were used at hand until {@link #forget()}, and holds writes back until they are written. For one thread.
 */
final class StoredTable<K, V> {
    /** A table with at most so many rows is kept whole once all of it was asked for. */
    static final int MOST_WHOLE = 4_096;

    private static final BytesSerializer PREFIX = new BytesSerializer();
    private static final Object ABSENT = new Object();

    private final KeyValueStore<Bytes, byte[]> store;
    private final byte[] prefix;
    private final RowCodec<K, V> codec;
    private final RowsAtHand.Share rowsAtHand;
    /** The values, and {@link #ABSENT} where the store has none. */
    private final KeyedRows<K, Object> atHand;

    private final Comparator<KeyValue<Bytes, byte[]>> inOrder;
    private Map<K, Held<V>> held = new HashMap<>();
    private boolean whole;
    private int count;
    private int storedCount;

    /** What is held back of a row. */
    private static final class Held<V> {
        /** What the store has; null when it has no such row. */
        private final @Nullable V stored;

        /** What is to be there instead; null when the row is to go. */
        private @Nullable V value;

        Held(@Nullable V stored) {
            this.stored = stored;
        }
    }

    /**
     * @param atHand where rows are at hand
     * @param count how many rows the store has
     * @param rowsAtHand counts the rows at hand, absent ones among them
     */
    StoredTable(
            KeyValueStore<Bytes, byte[]> store,
            byte[] prefix,
            RowCodec<K, V> codec,
            KeyedRows<K, Object> atHand,
            int count,
            RowsAtHand.Share rowsAtHand) {
        this.store = store;
        this.prefix = prefix;
        this.codec = codec;
        this.atHand = atHand;
        this.inOrder = (one, other) -> compareBehind(prefix.length, one.key.get(), other.key.get());
        this.rowsAtHand = rowsAtHand;
        this.count = count;
        this.storedCount = count;
        this.whole = count == 0;
    }

    @Nullable
    V get(K key) {
        Object row = atHand.get(key);
        if (row == null) {
            return whole ? null : read(key);
        }
        return value(row);
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // nothing but values and ABSENT is put there
    private @Nullable V value(Object row) {
        return row == ABSENT ? null : (V) row;
    }

    private @Nullable V read(K key) {
        byte[] octets = store.get(Bytes.wrap(codec.key(prefix, key)));
        V value = octets == null ? null : codec.read(key, octets);
        keep(key, value);
        return value;
    }

    private void keep(K key, @Nullable V value) {
        int before = atHand.size();
        atHand.put(key, value == null ? ABSENT : value);
        if (atHand.size() > before) {
            rowsAtHand.add(1);
        }
    }

    void put(K key, V value) {
        V known = get(key);
        if (known == null) {
            count++;
        } else if (known.equals(value)) {
            return;
        }
        change(key, known, value);
    }

    void remove(K key) {
        V known = get(key);
        if (known != null) {
            count--;
            change(key, known, null);
        }
    }

    private void change(K key, @Nullable V known, @Nullable V value) {
        held.computeIfAbsent(key, first -> new Held<>(known)).value = value;
        keep(key, value);
    }

    int count() {
        return count;
    }

    /** True when writing what is held back changes how many rows the store has. */
    boolean countChanged() {
        return count != storedCount;
    }

    void forEach(BiConsumer<K, V> action) {
        if (!whole) {
            boolean keep = storedCount <= MOST_WHOLE;
            try (KeyValueIterator<Bytes, byte[]> rows = store.prefixScan(Bytes.wrap(prefix), PREFIX)) {
                while (rows.hasNext()) {
                    var stored = rows.next();
                    K key = codec.key(stored.key.get(), prefix.length);
                    if (atHand.get(key) == null) {
                        V value = codec.read(key, stored.value);
                        if (keep) {
                            keep(key, value);
                        } else {
                            action.accept(key, value);
                        }
                    }
                }
            }
            whole = keep;
        }
        atHand.forEach((key, row) -> {
            V value = value(row);
            if (value != null) {
                action.accept(key, value);
            }
        });
    }

    /** Adds what is held back, as it is to be written, by its keys; a row without octets is to be removed. */
    void addHeld(List<KeyValue<Bytes, byte[]>> writes) {
        int before = writes.size();
        held.forEach((key, change) -> {
            if (change.value != null) {
                codec.write(prefix, key, change.value, (name, row) -> writes.add(KeyValue.pair(Bytes.wrap(name), row)));
            } else if (change.stored != null) {
                writes.add(KeyValue.pair(Bytes.wrap(codec.key(prefix, key)), null));
            }
        });
        writes.subList(before, writes.size()).sort(inOrder);
    }

    private static int compareBehind(int prefix, byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, prefix, one.length, other, prefix, other.length);
    }

    /** What was held back is in the store now. */
    void written() {
        held.forEach((key, change) -> {
            if (change.value == null) {
                // Nobody asks again for most rows that are gone.
                atHand.remove(key);
                rowsAtHand.add(-1);
            }
        });
        holdNothing();
    }

    /** Takes back what was held back. */
    void discard() {
        held.forEach((key, change) -> keep(key, change.stored));
        count = storedCount;
        holdNothing();
    }

    private void holdNothing() {
        if (!held.isEmpty()) {
            // A new one: to clear one that was large once takes as long as if it still were.
            held = new HashMap<>();
        }
        storedCount = count;
    }

    /** Lets go of what is at hand; nothing may be held back. */
    void forget() {
        rowsAtHand.add(-atHand.size());
        atHand.clear();
        whole = count == 0;
    }
}
