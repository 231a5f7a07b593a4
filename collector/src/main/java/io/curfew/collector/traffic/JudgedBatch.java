package io.curfew.collector.traffic;

import io.curfew.events.ObservationBatch;
import io.curfew.policy.JudgedObservation;

import java.util.List;

/**
 * A batch, or a part of one, with what was found out about it.
 *
 * @param batch what the sensor said
 * @param first the place in the sensor's batch of the first observation here
 * @param policyVersion the policy that judged
 * @param judged the observations of {@code batch} in their order
 */
public record JudgedBatch(ObservationBatch batch, int first, long policyVersion, List<JudgedObservation> judged) {
    public JudgedBatch {
        judged = List.copyOf(judged);
        if (judged.size() != batch.observations().size()) {
            throw new IllegalArgumentException("each observation is judged once: had "
                    + batch.observations().size() + ", judged " + judged.size());
        }
        if (first < 0) {
            throw new IllegalArgumentException("places count from 0, was " + first);
        }
    }

    /** Names an observation for ever: where it came from. */
    public String id(int index) {
        return batch.site() + "/" + batch.sensor() + "/" + batch.run() + "/" + batch.sequence() + "/" + (first + index);
    }
}
