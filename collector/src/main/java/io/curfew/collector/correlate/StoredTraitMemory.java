package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.policy.Trait;
import io.curfew.policy.across.Bearers;
import io.curfew.policy.across.TraitMemory;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/** Remembers the traits of one task in a store of it. For one thread. */
final class StoredTraitMemory implements TraitMemory {
    // No text of a trait is like these: it begins with its kind and a bar.
    private static final String EXTENT = "extent";
    private static final String ORDER = "order/";

    private final KeyValueStore<String, byte[]> store;
    private final ObjectMapper mapper = CurfewJson.mapper();
    private Extent extent;

    /**
     * What there is.
     *
     * @param first no trait has a place before
     * @param next the place of what shows next
     * @param octets of the traits' keys and rows
     */
    private record Extent(long first, long next, long octets) {}

    /** A trait's row. */
    private record Row(long place, Bearers bearers) {}

    /**
     * Who has a place.
     *
     * @param last when it showed last anywhere
     * @param octets of its key and row
     */
    private record Place(Trait trait, Instant last, long octets) {}

    StoredTraitMemory(KeyValueStore<String, byte[]> store) {
        this.store = store;
        Extent known = read(EXTENT, Extent.class);
        extent = known == null ? new Extent(0, 0, 0) : known;
    }

    @Override
    public Bearers get(Trait trait) {
        Row known = read(trait.toString(), Row.class);
        return known == null ? Bearers.NONE : known.bearers();
    }

    @Override
    public void putLast(Trait trait, Bearers bearers) {
        remove(trait);
        String key = trait.toString();
        byte[] row = octets(new Row(extent.next(), bearers));
        long octets = key.getBytes(StandardCharsets.UTF_8).length + (long) row.length;
        store.put(key, row);
        store.put(order(extent.next()), octets(new Place(trait, bearers.last(), octets)));
        extent = new Extent(extent.first(), extent.next() + 1, extent.octets() + octets);
    }

    @Override
    public void remove(Trait trait) {
        Row known = read(trait.toString(), Row.class);
        if (known == null) {
            return;
        }
        String order = order(known.place());
        Place gone = read(order, Place.class);
        store.delete(trait.toString());
        store.delete(order);
        extent = new Extent(extent.first(), extent.next(), extent.octets() - (gone == null ? 0 : gone.octets()));
    }

    /** Moves the first place up to it, so that nobody looks again at the places that are empty. */
    @Override
    public @Nullable Showing longestAgo() {
        try (KeyValueIterator<String, byte[]> places = store.range(order(extent.first()), order(extent.next()))) {
            if (!places.hasNext()) {
                return null;
            }
            var first = places.next();
            long place = HexFormat.fromHexDigitsToLong(first.key, ORDER.length(), first.key.length());
            extent = new Extent(place, extent.next(), extent.octets());
            Place held = read(first.key, first.value, Place.class);
            return new Showing(held.trait(), held.last());
        }
    }

    @Override
    public long octets() {
        return extent.octets();
    }

    /** To be called after changes, for whoever opens the store next. */
    void keepExtent() {
        store.put(EXTENT, octets(extent));
    }

    private static String order(long place) {
        return ORDER + HexFormat.of().toHexDigits(place);
    }

    private <T> @Nullable T read(String key, Class<T> type) {
        byte[] row = store.get(key);
        return row == null ? null : read(key, row, type);
    }

    private <T> T read(String key, byte[] row, Class<T> type) {
        try {
            return CurfewJson.read(mapper, row, type);
        } catch (IOException corrupt) {
            throw new IllegalStateException("the stored row cannot be read: " + key, corrupt);
        }
    }

    private byte[] octets(Object row) {
        try {
            return mapper.writeValueAsBytes(row);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
