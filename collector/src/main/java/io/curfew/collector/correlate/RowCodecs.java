package io.curfew.collector.correlate;

import io.curfew.collector.row.RowCodec;
import io.curfew.policy.memory.Table;

import java.util.List;

/** The codecs of everything that a task stores. For one thread. */
final class RowCodecs {
    private final List<RowCodec<?>> tables = Table.ALL.stream()
            .<RowCodec<?>>map(table -> new RowCodec<>(table.valueType()))
            .toList();
    private final RowCodec<SensorProgress> progress = new RowCodec<>(SensorProgress.class);
    private final RowCodec<Adoptions> adoptions = new RowCodec<>(Adoptions.class);
    private final RowCodec<TableSizes> sizes = new RowCodec<>(TableSizes.class);

    @SuppressWarnings("unchecked") // made of the table's own type
    <V> RowCodec<V> of(Table<?, V> table) {
        return (RowCodec<V>) tables.get(table.ordinal());
    }

    RowCodec<SensorProgress> progress() {
        return progress;
    }

    RowCodec<Adoptions> adoptions() {
        return adoptions;
    }

    RowCodec<TableSizes> sizes() {
        return sizes;
    }
}
