package io.curfew.collector.correlate;

import io.curfew.events.ObservationBatch;

import java.util.ArrayList;
import java.util.List;

/**
 * From where on which policy has judged a site. Written together with what it first led to, so that it says the same
 * after a crash. Holds at most {@value #MOST}: the oldest makes room.
 *
 * @param latestFirst by version
 */
public record Adoptions(List<Adoption> latestFirst) {
    static final int MOST = 16;

    /** Before the first batch. */
    static final Adoptions NONE = new Adoptions(List.of());

    /**
     * A policy took effect.
     *
     * @param version the policy's
     * @param sensor who sent the first batch that it judged; empty when it took effect between two batches, with a
     *     command, a hint or the passing of time
     * @param run the sensor's run; empty likewise
     * @param sequence the batch's number in the run; 0 likewise
     */
    public record Adoption(long version, String sensor, String run, long sequence) {
        static Adoption byBatch(long version, ObservationBatch batch) {
            return new Adoption(version, batch.sensor().value(), batch.run(), batch.sequence());
        }

        static Adoption betweenBatches(long version) {
            return new Adoption(version, "", "", 0);
        }
    }

    public Adoptions {
        latestFirst = List.copyOf(latestFirst);
    }

    /** The version that judged last; 0 before the first. */
    long version() {
        return latestFirst.isEmpty() ? 0 : latestFirst.getFirst().version();
    }

    Adoptions with(Adoption latest) {
        List<Adoption> more = new ArrayList<>(latestFirst.size() + 1);
        more.add(latest);
        more.addAll(latestFirst);
        return new Adoptions(more.subList(0, Math.min(MOST, more.size())));
    }
}
