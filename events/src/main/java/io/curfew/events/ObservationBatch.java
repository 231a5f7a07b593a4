package io.curfew.events;

import java.util.List;

/**
 * What a sensor sends as one Kafka record: at most {@value #MOST_OBSERVATIONS} observations in the order seen.
 *
 * @param site where the sensor stands
 * @param sensor who saw it
 * @param run names one start of the sensor; sequence numbers count within a run
 * @param sequence counts the batches of a run from 0 without holes
 * @param observations what was seen
 */
public record ObservationBatch(
        SiteId site, SensorId sensor, String run, long sequence, List<Observation> observations) {
    /** The most observations that one batch may hold. */
    public static final int MOST_OBSERVATIONS = 500;

    private static final int LONGEST_RUN_CHARACTERS = 255;

    public ObservationBatch {
        observations = List.copyOf(observations);
        if (sequence < 0) {
            throw new IllegalArgumentException("a sequence number counts from 0, was " + sequence);
        }
        if (run.length() > LONGEST_RUN_CHARACTERS) {
            throw new IllegalArgumentException(
                    "the name of a run has at most " + LONGEST_RUN_CHARACTERS + " characters, had " + run.length());
        }
        if (observations.size() > MOST_OBSERVATIONS) {
            throw new IllegalArgumentException(
                    "a batch holds at most " + MOST_OBSERVATIONS + " observations, had " + observations.size());
        }
    }
}
