package io.curfew.sensor.publish;

/** Where batches end: a log that says when it has a record for good. For one thread. */
public interface RecordLog extends AutoCloseable {

    /** What came of one attempt. */
    sealed interface Appending {
        /** The log has the record. */
        record Appended() implements Appending {}

        /**
         * The log has it or not, nobody knows; worth another attempt.
         *
         * @param reason for the log, in one line
         */
        record Unreachable(String reason) implements Appending {}

        /**
         * The log will never take this record.
         *
         * @param reason for the log, in one line
         */
        record Refused(String reason) implements Appending {}
    }

    /** Tries once to append a record, for a bounded time. */
    Appending append(String key, byte[] value) throws InterruptedException;

    /** Lets go of whatever the log holds, at once. */
    @Override
    void close();
}
