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
import java.util.function.BiConsumer;

/**
 * One table of one site in the store of its task, each row under the site, the table and the key as octets. Keeps the
 * rows that were used at hand until {@link #forget()}, and holds writes back until they are written. For one thread.
 */
final class StoredTable<K, V> {
    /** A table with at most so many rows is kept whole once all of it was asked for. */
    static final int MOST_WHOLE = 4_096;

    private static final BytesSerializer PREFIX = new BytesSerializer();

    private final KeyValueStore<Bytes, byte[]> store;
    private final byte[] prefix;
    private final RowCodec<K, V> codec;
    private final RowsAtHand.Share rowsAtHand;
    private final KeyedRows<K, Row<V>> atHand;
    private final Comparator<KeyValue<Bytes, byte[]>> inOrder;
    private final List<Change<K, V>> held = new ArrayList<>();
    private boolean whole;
    private int count;
    private int storedCount;

    /** A row, or that there is none; and what the store has. */
    static final class Row<V> {
        @Nullable
        V value;

        @Nullable
        V stored;

        /** The row's key in the store, once it was written: what is written once is written again. */
        @Nullable
        Bytes storeKey;

        boolean held;

        Row(@Nullable V stored) {
            this.value = stored;
            this.stored = stored;
        }
    }

    private record Change<K, V>(K key, Row<V> row) {}

    /**
     * @param atHand where rows are at hand
     * @param count how many rows the store has
     * @param rowsAtHand counts the rows at hand, absent ones among them
     */
    StoredTable(
            KeyValueStore<Bytes, byte[]> store,
            byte[] prefix,
            RowCodec<K, V> codec,
            KeyedRows<K, Row<V>> atHand,
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
        Row<V> row = atHand.get(key);
        if (row == null) {
            if (whole) {
                return null;
            }
            row = readRow(key);
        }
        return row.value;
    }

    private Row<V> row(K key) {
        Row<V> row = atHand.get(key);
        return row == null ? readRow(key) : row;
    }

    private Row<V> readRow(K key) {
        Row<V> row;
        if (whole) {
            row = new Row<>(null);
        } else {
            byte[] octets = store.get(Bytes.wrap(codec.key(prefix, key)));
            row = new Row<>(octets == null ? null : codec.read(key, octets));
        }
        keep(key, row);
        return row;
    }

    private void keep(K key, Row<V> row) {
        atHand.put(key, row);
        rowsAtHand.add(1);
    }

    void put(K key, V value) {
        Row<V> row = row(key);
        if (row.value == null) {
            count++;
        } else if (row.value.equals(value)) {
            return;
        }
        change(key, row, value);
    }

    void remove(K key) {
        Row<V> row = row(key);
        if (row.value != null) {
            count--;
            change(key, row, null);
        }
    }

    private void change(K key, Row<V> row, @Nullable V value) {
        row.value = value;
        if (!row.held) {
            row.held = true;
            held.add(new Change<>(key, row));
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
                            keep(key, new Row<>(value));
                        } else {
                            action.accept(key, value);
                        }
                    }
                }
            }
            whole = keep;
        }
        atHand.forEach((key, row) -> {
            if (row.value != null) {
                action.accept(key, row.value);
            }
        });
    }

    /** Adds what is held back, as it is to be written, by its keys; a row without octets is to be removed. */
    void addHeld(List<KeyValue<Bytes, byte[]>> writes) {
        int before = writes.size();
        for (Change<K, V> change : held) {
            Row<V> row = change.row();
            V value = row.value;
            if (value != null) {
                writes.add(KeyValue.pair(storeKey(change), codec.write(change.key(), value)));
            } else if (row.stored != null) {
                writes.add(KeyValue.pair(storeKey(change), null));
            }
        }
        writes.subList(before, writes.size()).sort(inOrder);
    }

    private static int compareBehind(int prefix, byte[] one, byte[] other) {
        return Arrays.compareUnsigned(one, prefix, one.length, other, prefix, other.length);
    }

    private Bytes storeKey(Change<K, V> change) {
        Row<V> row = change.row();
        Bytes known = row.storeKey;
        if (known == null) {
            known = Bytes.wrap(codec.key(prefix, change.key()));
            row.storeKey = known;
        }
        return known;
    }

    /** What was held back is in the store now. */
    void written() {
        for (Change<K, V> change : held) {
            Row<V> row = change.row();
            row.stored = row.value;
            row.held = false;
            if (row.value == null) {
                // Nobody asks again for most rows that are gone.
                atHand.remove(change.key());
                rowsAtHand.add(-1);
            }
        }
        held.clear();
        storedCount = count;
    }

    /** Takes back what was held back. */
    void discard() {
        for (Change<K, V> change : held) {
            change.row().value = change.row().stored;
            change.row().held = false;
        }
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
