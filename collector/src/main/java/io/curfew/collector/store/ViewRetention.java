package io.curfew.collector.store;

/** Keeps the view within its limits. */
public interface ViewRetention {

    /**
     * Applies the limits once.
     *
     * @return how many stretches of old traffic and hours were deleted
     * @throws StoreAwayException when the store cannot be asked
     */
    int apply();
}
