package io.curfew.sensor.publish;

import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import io.curfew.events.wire.BatchWriter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * The batch of a run that is being filled. Observations are encoded as they come; batches are numbered from 0 without
 * holes. Its owner sees to it that one thread at a time uses it.
 */
final class OpenBatch {
    /** The most octets of one record: Kafka's own limit is 1 MiB with its framing. */
    static final int LARGEST_RECORD_BYTES = 900_000;

    private final SiteId site;
    private final SensorId sensor;
    private final String run;
    private final BatchWriter writer = new BatchWriter();
    private int observations;
    private Instant since = Instant.EPOCH;
    private long sequence;

    /** @param run names this start of the sensor and nothing else ever */
    OpenBatch(SiteId site, SensorId sensor, String run) {
        this.site = site;
        this.sensor = sensor;
        this.run = run;
    }

    /** Adds an observation; false when the record has no room for it. */
    boolean add(Observation observation) {
        if (observations == 0) {
            writer.begin(site, sensor, run, sequence);
            since = observation.at();
        }
        boolean fits = writer.add(observation, LARGEST_RECORD_BYTES);
        observations += fits ? 1 : 0;
        return fits;
    }

    boolean isFull() {
        return observations == ObservationBatch.MOST_OBSERVATIONS;
    }

    /** How many observations it holds. */
    int observations() {
        return observations;
    }

    /** When the first of them was made; null without one. */
    @Nullable
    Instant oldest() {
        return observations == 0 ? null : since;
    }

    /** The number that it will have. */
    long sequence() {
        return sequence;
    }

    /** Ends it and begins the next; null when it holds nothing. */
    @Nullable
    EncodedBatch cut() {
        if (observations == 0) {
            return null;
        }
        EncodedBatch batch = new EncodedBatch(site, sequence++, writer.octets(), observations, since);
        observations = 0;
        return batch;
    }
}
