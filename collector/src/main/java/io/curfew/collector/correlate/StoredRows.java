package io.curfew.collector.correlate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.curfew.collector.json.CurfewJson;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The rows of one task in its store, each as JSON under a text. Keeps the {@value #MOST_CACHED} rows used last as
 * values, so that a busy row is not read again for each observation, and holds writes back until {@link #flush()}, so
 * that a batch that fails leaves nothing behind. For one thread.
 */
final class StoredRows {
    static final int MOST_CACHED = 16_384;

    private static final StringSerializer PREFIX = new StringSerializer();

    private final KeyValueStore<String, byte[]> store;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private final Map<Class<?>, ObjectReader> readers = new HashMap<>();
    private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
    private final Map<String, Row> cached = new LinkedHashMap<>(1_024, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Row> eldest) {
            return size() > MOST_CACHED;
        }
    };
    private final Map<String, Row> held = new LinkedHashMap<>();

    /** A row, or that there is none. */
    private record Row(@Nullable Object value) {
        static final Row ABSENT = new Row(null);
    }

    StoredRows(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    <V> @Nullable V get(String key, Class<V> type) {
        return type.cast(row(key, type).value());
    }

    private Row row(String key, Class<?> type) {
        Row row = held.get(key);
        if (row == null) {
            row = cached.get(key);
        }
        if (row == null) {
            byte[] json = store.get(key);
            row = json == null ? Row.ABSENT : new Row(read(key, type, json));
            cached.put(key, row);
        }
        return row;
    }

    /** Returns whether there was a row under {@code key} before. */
    boolean put(String key, Object value) {
        Row before = row(key, value.getClass());
        if (!value.equals(before.value())) {
            held.put(key, new Row(value));
        }
        return before.value() != null;
    }

    /** Returns whether there was a row. */
    boolean remove(String key, Class<?> type) {
        if (row(key, type).value() == null) {
            return false;
        }
        held.put(key, Row.ABSENT);
        return true;
    }

    /** Hands over every row whose key begins with {@code prefix}, by the rest of its key. */
    <V> void forEach(String prefix, Class<V> type, BiConsumer<String, V> action) {
        try (KeyValueIterator<String, byte[]> rows = store.prefixScan(prefix, PREFIX)) {
            rows.forEachRemaining(entry -> {
                if (!held.containsKey(entry.key)) {
                    V value = type.cast(read(entry.key, type, entry.value));
                    action.accept(entry.key.substring(prefix.length()), value);
                }
            });
        }
        held.forEach((key, row) -> {
            if (key.startsWith(prefix) && row.value() != null) {
                action.accept(key.substring(prefix.length()), type.cast(row.value()));
            }
        });
    }

    /** Counts the rows under {@code prefix} by the first part of the rest of their keys; reads all of their keys. */
    Map<String, Integer> countByFirstPart(String prefix) {
        Map<String, Integer> counts = new HashMap<>();
        try (KeyValueIterator<String, byte[]> rows = store.prefixScan(prefix, PREFIX)) {
            rows.forEachRemaining(entry -> counts.merge(firstPart(entry.key, prefix), 1, Integer::sum));
        }
        held.forEach((key, row) -> {
            if (key.startsWith(prefix)) {
                int before = store.get(key) == null ? 0 : 1;
                int after = row.value() == null ? 0 : 1;
                counts.merge(firstPart(key, prefix), after - before, Integer::sum);
            }
        });
        return counts;
    }

    private static String firstPart(String key, String prefix) {
        return key.substring(prefix.length(), key.indexOf('/', prefix.length()));
    }

    /** Writes what was held back: all of it, or nothing when a row has no JSON form. */
    void flush() {
        Map<String, byte @Nullable []> written = new LinkedHashMap<>();
        held.forEach((key, row) -> written.put(key, row.value() == null ? null : write(key, row.value())));
        written.forEach(store::put);
        cached.putAll(held);
        held.clear();
    }

    /** Forgets what was held back. */
    void discard() {
        held.clear();
    }

    private Object read(String key, Class<?> type, byte[] json) {
        try {
            return readers.computeIfAbsent(type, mapper::readerFor).readValue(json);
        } catch (IOException corrupt) {
            throw new IllegalStateException("the stored row cannot be read: " + key, corrupt);
        }
    }

    private byte[] write(String key, Object value) {
        try {
            return writers.computeIfAbsent(value.getClass(), mapper::writerFor).writeValueAsBytes(value);
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("the row has no JSON form: " + key, bug);
        }
    }
}
