package io.curfew.sensor.imports.log;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds values by what they have in common, the oldest first, without a walk over the others. As long as its owner lets
 * it grow.
 *
 * @param <K> what values have in common
 */
final class AgeIndex<K extends Comparable<K>, V> {
    private final NavigableMap<Place<K>, V> values = new TreeMap<>();

    private record Place<K extends Comparable<K>>(K key, long number) implements Comparable<Place<K>> {
        @Override
        public int compareTo(Place<K> other) {
            int byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : Long.compare(number, other.number);
        }
    }

    /** @param number the higher, the younger is the value; used once with one key */
    void add(K key, long number, V value) {
        values.put(new Place<>(key, number), value);
    }

    void remove(K key, long number) {
        values.remove(new Place<>(key, number));
    }

    @Nullable
    V oldest(K key) {
        return of(key, values.ceilingEntry(new Place<>(key, Long.MIN_VALUE)));
    }

    @Nullable
    V youngest(K key) {
        return of(key, values.floorEntry(new Place<>(key, Long.MAX_VALUE)));
    }

    private @Nullable V of(K key, Map.@Nullable Entry<Place<K>, V> found) {
        return found == null || found.getKey().key.compareTo(key) != 0 ? null : found.getValue();
    }

    /** A copy, the oldest first. */
    List<V> all(K key) {
        return new ArrayList<>(values.subMap(new Place<>(key, Long.MIN_VALUE), new Place<>(key, Long.MAX_VALUE))
                .values());
    }
}
