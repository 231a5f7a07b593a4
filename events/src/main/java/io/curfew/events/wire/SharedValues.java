package io.curfew.events.wire;

import org.jspecify.annotations.Nullable;

import java.util.function.Function;

/**
 * Makes values that come again and again one object: whoever keeps them keeps one, and comparing two of them needs no
 * more than the references. Remembers one value a place, the latest of those whose keys fall on it, so whatever comes,
 * it takes no more memory than that. For any number of threads; two that ask at the same time may get two objects.
 *
 * @param <K> what the values are made from; like them it never changes
 */
final class SharedValues<K, V> {
    private final Function<K, V> making;
    private final @Nullable Made<K, V>[] places;

    private record Made<K, V>(K from, V value) {}

    /** @param places how many values are remembered at most, a power of two */
    @SuppressWarnings({"unchecked", "rawtypes"}) // nothing else is put there
    SharedValues(int places, Function<K, V> making) {
        this.making = making;
        this.places = new Made[places];
    }

    V of(K key) {
        int mixed = key.hashCode() * 0x9e37_79b9;
        int place = (mixed ^ mixed >>> 16) & (places.length - 1);
        Made<K, V> made = places[place];
        if (made == null || !made.from.equals(key)) {
            made = new Made<>(key, making.apply(key));
            places[place] = made;
        }
        return made.value;
    }
}
