package io.curfew.sensor.publish;

import java.util.List;

/** Where batches end: a log that says when it has a record for good. For one thread. */
public interface RecordLog extends AutoCloseable {

    /** What came of one attempt. */
    sealed interface Appending {
        /**
         * The log has the first {@code count} of the records, in their order, at least one. What became of the others
         * nobody knows.
         */
        record Appended(int count) implements Appending {}

        /**
         * The log has them or not, nobody knows; worth another attempt.
         *
         * @param reason for the log, in one line
         */
        record Unreachable(String reason) implements Appending {}

        /**
         * The log is there and does not take the records before something is put right on this machine; worth another
         * attempt.
         *
         * @param reason what is to be put right, for the log, in one line
         */
        record Postponed(String reason) implements Appending {}

        /**
         * The log will never take the first of the records.
         *
         * @param reason for the log, in one line
         */
        record Refused(String reason) implements Appending {}
    }

    /** Tries once to append batches in their order, for a bounded time; the key of each is its site. */
    Appending append(List<EncodedBatch> batches) throws InterruptedException;

    /** Lets go of whatever the log holds, at once. */
    @Override
    void close();
}
