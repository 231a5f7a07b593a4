package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.util.function.BiConsumer;

/**
 * All that is remembered about one site: the rows of {@link Table#ALL}. Owned by this module; the collector keeps it in
 * Kafka Streams stores, the offline audit in memory. Its users bound it: they hold each table to its capacity and
 * remove what must make room.
 *
 * <p>A row is a plain record and is replaced, never changed. An implementation may hold writes back until a batch of
 * observations is through, as long as it reads its own writes.
 */
public interface SiteMemory {

    <K, V> @Nullable V get(Table<K, V> table, K key);

    <K, V> void put(Table<K, V> table, K key, V value);

    <K, V> void remove(Table<K, V> table, K key);

    /** Hands over every row once, in any order. The action must not change rows, nor ask for those of other devices. */
    <K, V> void forEach(Table<K, V> table, BiConsumer<K, V> action);

    /** How many rows the table holds. */
    int size(Table<?, ?> table);
}
