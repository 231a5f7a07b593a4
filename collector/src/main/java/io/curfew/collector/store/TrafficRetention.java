package io.curfew.collector.store;

/** Keeps traffic within its limits. */
public interface TrafficRetention {

    /**
     * Applies the limits once.
     *
     * @return how many stretches of old traffic were deleted
     * @throws StoreAwayException when the store cannot be asked
     */
    int apply();
}
