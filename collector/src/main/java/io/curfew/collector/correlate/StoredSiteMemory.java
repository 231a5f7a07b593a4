package io.curfew.collector.correlate;

import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.policy.memory.DeviceRows;
import io.curfew.policy.memory.KeyedRows;
import io.curfew.policy.memory.SiteMemory;
import io.curfew.policy.memory.Table;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * All that a task stores about one site: its tables, which batches were taken, and how many rows there are. Writes are
 * held back until {@link #flush()}, so that a batch that fails leaves nothing behind. For one thread.
 */
final class StoredSiteMemory implements SiteMemory {
    private static final String ONLY = "";
    /** Of these rows no count is kept: nothing depends on it. */
    private static final int NOT_COUNTED = 1;

    private final KeyValueStore<Bytes, byte[]> store;
    private final RowCodecs codecs;
    private final RowsAtHand.Share rowsAtHand;
    private final Bytes sizesKey;
    private final List<StoredTable<?, ?>> tables;
    private final StoredTable<SensorId, SensorProgress> progress;
    private final StoredTable<String, Adoptions> adoptions;
    private final StoredTable<SensorId, EndedRuns> endedRuns;
    private final StoredTable<String, TakenUntil> takenUntil;

    /** @param rowsAtHand counts the rows at hand */
    StoredSiteMemory(SiteId site, KeyValueStore<Bytes, byte[]> store, RowCodecs codecs, RowsAtHand.Share rowsAtHand) {
        this.store = store;
        this.codecs = codecs;
        this.rowsAtHand = rowsAtHand;
        sizesKey = Bytes.wrap(RowPrefix.of(site, RowPrefix.SIZES));
        byte[] stored = store.get(sizesKey);
        TableSizes sizes = stored == null ? TableSizes.NONE : codecs.sizes().read(ONLY, stored);
        DeviceRows beside = new DeviceRows();
        tables = new ArrayList<>(Table.ALL.size());
        for (Table<?, ?> table : Table.ALL) {
            tables.add(stored(site, table, beside, sizes.of(table.ordinal())));
        }
        progress = new StoredTable<>(
                store,
                RowPrefix.of(site, RowPrefix.PROGRESS),
                codecs.progress(),
                KeyedRows.apart(),
                NOT_COUNTED,
                rowsAtHand);
        adoptions = new StoredTable<>(
                store,
                RowPrefix.of(site, RowPrefix.ADOPTIONS),
                codecs.adoptions(),
                KeyedRows.apart(),
                NOT_COUNTED,
                rowsAtHand);
        endedRuns = new StoredTable<>(
                store,
                RowPrefix.of(site, RowPrefix.ENDED_RUNS),
                codecs.endedRuns(),
                KeyedRows.apart(),
                NOT_COUNTED,
                rowsAtHand);
        takenUntil = new StoredTable<>(
                store,
                RowPrefix.of(site, RowPrefix.TAKEN_UNTIL),
                codecs.takenUntil(),
                KeyedRows.apart(),
                NOT_COUNTED,
                rowsAtHand);
    }

    private <K, V> StoredTable<K, V> stored(SiteId site, Table<K, V> table, DeviceRows beside, int count) {
        return new StoredTable<>(
                store,
                RowPrefix.of(site, table.ordinal()),
                codecs.of(table),
                KeyedRows.of(table, beside),
                count,
                rowsAtHand);
    }

    @SuppressWarnings("unchecked") // made of the table itself
    private <K, V> StoredTable<K, V> stored(Table<K, V> table) {
        return (StoredTable<K, V>) tables.get(table.ordinal());
    }

    @Override
    public <K, V> @Nullable V get(Table<K, V> table, K key) {
        return stored(table).get(key);
    }

    @Override
    public <K, V> void put(Table<K, V> table, K key, V value) {
        stored(table).put(key, value);
    }

    @Override
    public <K, V> void remove(Table<K, V> table, K key) {
        stored(table).remove(key);
    }

    @Override
    public <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action) {
        stored(table).forEach(action);
    }

    @Override
    public int size(Table<?, ?> table) {
        return tables.get(table.ordinal()).count();
    }

    /** Which batches of the sensor were taken. */
    SensorProgress progress(SensorId sensor) {
        SensorProgress known = progress.get(sensor);
        return known == null ? SensorProgress.NONE : known;
    }

    void progress(SensorId sensor, SensorProgress taken) {
        progress.put(sensor, taken);
    }

    /** How far the runs of the sensor had come of which that is not known any more. */
    EndedRuns endedRuns(SensorId sensor) {
        EndedRuns known = endedRuns.get(sensor);
        return known == null ? EndedRuns.NONE : known;
    }

    void endedRuns(SensorId sensor, EndedRuns ended) {
        endedRuns.put(sensor, ended);
    }

    /** Up to where the records of a topic were taken. */
    TakenUntil takenUntil(String topic) {
        TakenUntil known = takenUntil.get(topic);
        return known == null ? TakenUntil.NONE : known;
    }

    void takenUntil(String topic, TakenUntil taken) {
        takenUntil.put(topic, taken);
    }

    /** Which policies have judged the site. */
    Adoptions adoptions() {
        Adoptions known = adoptions.get(ONLY);
        return known == null ? Adoptions.NONE : known;
    }

    void adoptions(Adoptions adopted) {
        adoptions.put(ONLY, adopted);
    }

    /** Writes what was held back: all of it, or nothing when a row has no stored form or one that is too large. */
    void flush() {
        List<KeyValue<Bytes, byte[]>> writes = new ArrayList<>();
        boolean sizesChanged = false;
        for (StoredTable<?, ?> table : tables) {
            table.addHeld(writes);
            sizesChanged |= table.countChanged();
        }
        progress.addHeld(writes);
        adoptions.addHeld(writes);
        endedRuns.addHeld(writes);
        takenUntil.addHeld(writes);
        if (sizesChanged) {
            List<Integer> sizes = tables.stream().map(StoredTable::count).toList();
            writes.add(KeyValue.pair(sizesKey, codecs.sizes().write(ONLY, new TableSizes(sizes))));
        }
        for (KeyValue<Bytes, byte[]> write : writes) {
            LargestRecord.require("the rows", write.key.get().length + (write.value == null ? 0 : write.value.length));
        }
        if (!writes.isEmpty()) {
            // By table, and those of a table by their keys: the store finds the places of neighbours faster.
            store.putAll(writes);
        }
        tables.forEach(StoredTable::written);
        progress.written();
        adoptions.written();
        endedRuns.written();
        takenUntil.written();
    }

    /** Forgets what was held back. */
    void discard() {
        tables.forEach(StoredTable::discard);
        progress.discard();
        adoptions.discard();
        endedRuns.discard();
        takenUntil.discard();
    }

    /** Lets go of the rows at hand; nothing may be held back. */
    void forget() {
        tables.forEach(StoredTable::forget);
        progress.forget();
        adoptions.forget();
        endedRuns.forget();
        takenUntil.forget();
    }
}
