package io.curfew.events;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a sensor sends as one Kafka record: at most {@value #MOST_OBSERVATIONS} observations in the order seen.
 *
 * @param site where the sensor stands
 * @param sensor who saw it
 * @param run names one start of the sensor, in 1 to 64 letters, digits and signs of ASCII, since ids of what is stored
 *     have it; sequence numbers count within a run
 * @param sequence counts the batches of a run from 0 without holes
 * @param observations what was seen
 */
public record ObservationBatch(
        SiteId site, SensorId sensor, String run, long sequence, List<Observation> observations) {
    /** The most observations that one batch may hold. */
    public static final int MOST_OBSERVATIONS = 500;

    private static final Pattern RUN = Pattern.compile("[!-~]{1,64}");

    /**
     * Which nobody comes to who counts from 0; what follows it, and how many were left out, can be told without
     * overflow.
     */
    public static final long LARGEST_SEQUENCE = (1L << 53) - 1;

    public ObservationBatch {
        observations = List.copyOf(observations);
        if (sequence < 0 || sequence > LARGEST_SEQUENCE) {
            throw new IllegalArgumentException(
                    "a sequence number counts from 0, to " + LARGEST_SEQUENCE + " at most, was " + sequence);
        }
        if (!RUN.matcher(run).matches()) {
            throw new IllegalArgumentException("the name of a run is 1 to 64 letters, digits and signs of ASCII, had "
                    + run.length() + " characters");
        }
        if (observations.size() > MOST_OBSERVATIONS) {
            throw new IllegalArgumentException(
                    "a batch holds at most " + MOST_OBSERVATIONS + " observations, had " + observations.size());
        }
    }
}
