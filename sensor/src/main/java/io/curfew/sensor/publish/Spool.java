package io.curfew.sensor.publish;

import java.io.IOException;
import java.util.List;

/**
 * Batches kept where the end of the process does not reach them, oldest first, until Kafka has them. Bounded: the
 * oldest make room. What is lost is told by {@link #losses}, once. For several threads; {@link #losses} and
 * {@link #state} never wait for the medium.
 */
public interface Spool extends AutoCloseable {
    /**
     * A batch and where it is kept.
     *
     * @param position later batches have greater positions
     */
    record Kept(long position, EncodedBatch batch) {}

    /**
     * Observations that are kept no longer.
     *
     * @param from the first position concerned
     * @param to the last position concerned
     * @param observations how many were lost, those of batches that somebody still holds in memory included
     */
    record Loss(DropCause cause, long from, long to, long observations) {}

    /**
     * Keeps a batch as the newest; older ones may be lost to make room.
     *
     * @return its position
     * @throws IOException when the medium does not take it; nothing of it is kept then
     */
    long append(EncodedBatch batch) throws IOException;

    /**
     * The oldest batches, which stay kept until they are released; empty when there are none, or none that can be read
     * for now. Reading may find damage; what merely cannot be read for a moment is no damage, and stays.
     *
     * @param mostBytes ends the list early, but never before its first batch
     */
    List<Kept> oldest(int mostBatches, long mostBytes);

    /** Lets go of a batch and counts its observations off; all older ones were released or lost. */
    void release(long position, int observations);

    /** Lets go of what is older than the spool's bound. */
    void expire();

    /**
     * Lets go of the oldest batches until a batch of so many octets should fit, but never of all. True when it let go
     * of any.
     */
    boolean makeRoom(long octets);

    /** Puts all that was appended where a power cut does not reach it. */
    void sync() throws IOException;

    /** What was lost since the last call. */
    List<Loss> losses();

    SpoolState state();

    /** Ends it; what is kept stays kept. */
    @Override
    void close();
}
