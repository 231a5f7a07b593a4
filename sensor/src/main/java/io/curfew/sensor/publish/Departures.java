package io.curfew.sensor.publish;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The batches that are being sent, the oldest first. Its owner sees to it that one thread at a time uses it. */
final class Departures {
    private final List<Departure> all = new ArrayList<>();

    /**
     * A batch that is being sent.
     *
     * @param position where it is in the spool; negative when it is in memory only
     * @param isInSpool false once the spool has lost it, and before it has got it
     */
    record Departure(EncodedBatch batch, long position, boolean isInSpool) {
        boolean isInMemory() {
            return position < 0;
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    int size() {
        return all.size();
    }

    List<EncodedBatch> batches() {
        return all.stream().map(Departure::batch).toList();
    }

    void addFromMemory(EncodedBatch batch) {
        all.add(new Departure(batch, -1, false));
    }

    void addFromSpool(Spool.Kept kept) {
        all.add(new Departure(kept.batch(), kept.position(), true));
    }

    Departure first() {
        return all.getFirst();
    }

    /** @throws java.util.NoSuchElementException when none is being sent */
    Departure removeFirst() {
        return all.removeFirst();
    }

    Departure removeLast() {
        return all.removeLast();
    }

    /** The oldest that is in memory only. */
    @Nullable
    EncodedBatch oldestInMemory() {
        for (Departure one : all) {
            if (one.isInMemory()) {
                return one.batch();
            }
        }
        return null;
    }

    /** The spool has got a batch that is in memory. */
    @SuppressWarnings("ReferenceEquality") // batches are compared by identity only
    void moved(EncodedBatch batch, long position) {
        all.replaceAll(one -> one.batch() == batch ? new Departure(batch, position, true) : one);
    }

    /** The spool has lost some. Returns how many observations of them are here: those are not lost. */
    long lose(Spool.Loss loss) {
        long held = 0;
        for (int index = 0; index < all.size(); index++) {
            Departure one = all.get(index);
            if (one.isInSpool() && loss.from() <= one.position() && one.position() <= loss.to()) {
                held += one.batch().observations();
                all.set(index, new Departure(one.batch(), one.position(), false));
            }
        }
        return held;
    }
}
