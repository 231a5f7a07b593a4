package io.curfew.collector.correlate;

import io.curfew.collector.row.RowCodec;
import io.curfew.events.SensorId;
import io.curfew.policy.memory.Table;

import java.util.List;

/** The codecs of everything that a task stores. For one thread. */
final class RowCodecs {
    private final List<RowCodec<?, ?>> tables =
            Table.ALL.stream().<RowCodec<?, ?>>map(RowCodecs::made).toList();
    private final RowCodec<SensorId, SensorProgress> progress = RowCodec.of(SensorId.class, SensorProgress.class);
    private final RowCodec<String, Adoptions> adoptions = RowCodec.of(String.class, Adoptions.class);
    private final RowCodec<SensorId, EndedRuns> endedRuns = RowCodec.of(SensorId.class, EndedRuns.class);
    private final RowCodec<String, TakenUntil> takenUntil = RowCodec.of(String.class, TakenUntil.class);
    private final RowCodec<String, TableSizes> sizes = RowCodec.of(String.class, TableSizes.class);

    private static <K, V> RowCodec<K, V> made(Table<K, V> table) {
        return table == (Object) Table.ALERTS
                ? RowCodec.ofSentences(table.keyType(), table.valueType())
                : RowCodec.of(table.keyType(), table.valueType());
    }

    @SuppressWarnings("unchecked") // made of the table's own types
    <K, V> RowCodec<K, V> of(Table<K, V> table) {
        return (RowCodec<K, V>) tables.get(table.ordinal());
    }

    RowCodec<SensorId, SensorProgress> progress() {
        return progress;
    }

    RowCodec<String, Adoptions> adoptions() {
        return adoptions;
    }

    RowCodec<SensorId, EndedRuns> endedRuns() {
        return endedRuns;
    }

    RowCodec<String, TakenUntil> takenUntil() {
        return takenUntil;
    }

    RowCodec<String, TableSizes> sizes() {
        return sizes;
    }
}
