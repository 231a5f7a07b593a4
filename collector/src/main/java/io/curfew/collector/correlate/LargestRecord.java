package io.curfew.collector.correlate;

/**
 * What one record may have. A larger one must be found while what led to it can still be undone: once it is handed to
 * the producer, it ends the task, and would do so again and again.
 */
final class LargestRecord {
    /** Below what Kafka's producer takes by default, with room for the headers. */
    static final int OCTETS = 1_000_000;

    private LargestRecord() {}

    /**
     * @param what names where the record goes
     * @throws IllegalStateException when Kafka would not take it
     */
    static void require(String what, int octets) {
        if (octets > OCTETS) {
            throw new IllegalStateException(
                    "a record has at most " + OCTETS + " octets, one of " + what + " had " + octets);
        }
    }
}
