package io.curfew.collector.store;

import java.util.List;

/** Where changes go. Writing the same changes again, in the same order, changes nothing. */
public interface ViewWriter {

    /**
     * Keeps the changes in their order; when it returns, all but the rejected are safe.
     *
     * @return the changes that the store will never take, each with the reason
     * @throws StoreAwayException when the store could not be asked or asks for time: some changes may have been kept,
     *     all of them should be written again
     */
    List<Rejection> write(List<Change> changes);

    /** False for what is not worth writing because it is past its time already, or has a time that cannot be. */
    default boolean keeps(Change change) {
        return true;
    }
}
