package io.curfew.collector.correlate;

import io.curfew.collector.row.RowCodec;
import io.curfew.policy.memory.KeyedRows;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
    /** The values, {@link #ABSENT} where the store has none, and a {@link Held} where one is held back. */
    private final KeyedRows<K, Object> atHand;

    private final Comparator<KeyValue<Bytes, byte[]>> inOrder;
    private final List<Held<K, V>> held = new ArrayList<>();
    private boolean whole;
    private int count;
    private int storedCount;

    /** What is held back of a row. */
    private static final class Held<K, V> {
        private final K key;

        /** What the store has; null when it has no such row. */
        private final @Nullable V stored;

        /** What is to be there instead; null when the row is to go. */
        private @Nullable V value;

        Held(K key, @Nullable V stored, @Nullable V value) {
            this.key = key;
            this.stored = stored;
            this.value = value;
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
        return row == null ? getStored(key) : value(row);
    }

    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // nothing but values, ABSENT and its own Held is put there
    private @Nullable V value(Object row) {
        if (row instanceof Held<?, ?> change) {
            return (V) change.value;
        }
        return row == ABSENT ? null : (V) row;
    }

    /** A row that is not at hand. */
    private @Nullable V getStored(K key) {
        if (whole) {
            return null;
        }
        byte[] octets = store.get(Bytes.wrap(codec.key(prefix, key)));
        V value = octets == null ? null : codec.read(key, octets);
        keep(key, value);
        return value;
    }

    private void keep(K key, @Nullable Object row) {
        int before = atHand.size();
        atHand.put(key, row == null ? ABSENT : row);
        if (atHand.size() > before) {
            rowsAtHand.add(1);
        }
    }

    void put(K key, V value) {
        change(key, value);
    }

    void remove(K key) {
        change(key, null);
    }

    @SuppressWarnings("unchecked") // only this table puts such a Held there
    private void change(K key, @Nullable V value) {
        Object row = atHand.get(key);
        V known = row == null ? getStored(key) : value(row);
        if (Objects.equals(known, value)) {
            return;
        }
        count += (value == null ? 0 : 1) - (known == null ? 0 : 1);
        if (row instanceof Held<?, ?> change) {
            ((Held<K, V>) change).value = value;
        } else {
            Held<K, V> change = new Held<>(key, known, value);
            held.add(change);
            keep(key, change);
        }
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
        for (Held<K, V> change : held) {
            if (change.value != null) {
                codec.write(
                        prefix,
                        change.key,
                        change.value,
                        (name, row) -> writes.add(KeyValue.pair(Bytes.wrap(name), row)));
            } else if (change.stored != null) {
                writes.add(KeyValue.pair(Bytes.wrap(codec.key(prefix, change.key)), null));
            }
        }
        writes.subList(before, writes.size()).sort(inOrder);
    }

    private static int compareBehind(int prefix, byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, prefix, one.length, other, prefix, other.length);
    }

    /** What was held back is in the store now. */
    void written() {
        for (Held<K, V> change : held) {
            if (change.value == null) {
                // Nobody asks again for most rows that are gone.
                atHand.remove(change.key);
                rowsAtHand.add(-1);
            } else {
                atHand.put(change.key, change.value);
            }
        }
        held.clear();
        storedCount = count;
    }

    /** Takes back what was held back. */
    void discard() {
        held.forEach(change -> keep(change.key, change.stored));
        held.clear();
        count = storedCount;
    }

    /** Lets go of what is at hand; nothing may be held back. */
    void forget() {
        rowsAtHand.add(-atHand.size());
        atHand.clear();
        whole = count == 0;
    }
}
