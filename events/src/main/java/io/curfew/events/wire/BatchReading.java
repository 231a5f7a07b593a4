package io.curfew.events.wire;

import io.curfew.events.ObservationBatch;

/** What the octets of one record turned out to be. */
public sealed interface BatchReading {

    /**
     * A batch.
     *
     * @param batch what the sensor said
     * @param unknown observations left out because their kind is newer than this reader
     */
    record Accepted(ObservationBatch batch, int unknown) implements BatchReading {}

    /**
     * No batch.
     *
     * @param reason one sentence without the octets themselves, for the log
     */
    record Refused(String reason) implements BatchReading {}
}
