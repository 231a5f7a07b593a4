package io.curfew.collector.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.json.CurfewJson;
import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.across.Across;
import io.curfew.policy.across.Bearers;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the traits of one task have shown. Holds rows of at most {@code mostOctets}: the trait that showed longest ago
 * makes room, and is counted. That goes by the order of the sightings and not by their times, so that a site whose
 * clock is wrong pushes out no more than what it sights takes. For one thread.
 */
final class SightedTraits {
    /** More than can come, so that what is over does go; few, so that one clock far ahead makes little go. */
    private static final int MOST_OVER_AT_ONCE = 2;
    /** What a sighting adds is smaller than so many of the smallest rows. */
    private static final int MOST_AT_ONCE = 64;

    // No text of a trait is like these: it begins with its kind and a bar.
    private static final String EXTENT = "extent";
    private static final String ORDER = "order/";

    private final KeyValueStore<String, byte[]> store;
    private final long mostOctets;
    private final CorrelationMetrics metrics;
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
    private record Showing(Trait trait, Instant last, long octets) {}

    SightedTraits(KeyValueStore<String, byte[]> store, long mostOctets, CorrelationMetrics metrics) {
        this.store = store;
        this.mostOctets = mostOctets;
        this.metrics = metrics;
        Extent known = read(EXTENT, Extent.class);
        extent = known == null ? new Extent(0, 0, 0) : known;
    }

    /** Keeps that a trait has shown, and tells whom this concerns. */
    List<Hint> take(Sighting sighting) {
        Row known = read(sighting.trait().toString(), Row.class);
        Across.Outcome outcome = Across.take(known == null ? Bearers.NONE : known.bearers(), sighting);
        if (known != null) {
            remove(known.place());
        }
        add(sighting.trait(), outcome.bearers());
        makeRoom(sighting.at());
        store.put(EXTENT, octets(extent));
        return outcome.hints();
    }

    private void add(Trait trait, Bearers bearers) {
        String key = trait.toString();
        byte[] row = octets(new Row(extent.next(), bearers));
        long octets = key.getBytes(StandardCharsets.UTF_8).length + (long) row.length;
        store.put(key, row);
        store.put(order(extent.next()), octets(new Showing(trait, bearers.last(), octets)));
        extent = new Extent(extent.first(), extent.next() + 1, extent.octets() + octets);
    }

    private void remove(long place) {
        String order = order(place);
        Showing gone = read(order, Showing.class);
        if (gone != null) {
            store.delete(gone.trait().toString());
            store.delete(order);
            extent = new Extent(extent.first(), extent.next(), extent.octets() - gone.octets());
        }
    }

    /** Forgets those that showed longest ago, a few each time: while they are over, and while there are too many. */
    private void makeRoom(Instant now) {
        for (int gone = 0; gone < MOST_AT_ONCE; gone++) {
            Showing longestAgo = longestAgo();
            if (longestAgo == null) {
                return;
            }
            boolean isOver = Across.isOver(longestAgo.trait(), longestAgo.last(), now);
            boolean isFull = extent.octets() > mostOctets;
            if (!isFull && (!isOver || gone >= MOST_OVER_AT_ONCE)) {
                return;
            }
            remove(extent.first());
            if (!isOver) {
                metrics.traitLetGo();
            }
        }
    }

    /** Moves the first place up to it, so that nobody looks again at the places that are empty. */
    private @Nullable Showing longestAgo() {
        try (KeyValueIterator<String, byte[]> places = store.range(order(extent.first()), order(extent.next()))) {
            if (!places.hasNext()) {
                return null;
            }
            var place = places.next();
            long first = HexFormat.fromHexDigitsToLong(place.key, ORDER.length(), place.key.length());
            extent = new Extent(first, extent.next(), extent.octets());
            return read(place.key, place.value, Showing.class);
        }
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
