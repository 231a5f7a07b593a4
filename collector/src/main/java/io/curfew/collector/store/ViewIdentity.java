package io.curfew.collector.store;

/**
 * Tells one filling of the view from the next. Whoever fills the view and finds another identity than the one for which
 * it began, begins again: a store that lost everything has another identity than before.
 */
public interface ViewIdentity {

    /**
     * The present one, made when there is none.
     *
     * @throws StoreAwayException when the store cannot be asked
     */
    String current();

    /**
     * Makes another, so that the view is filled again; what stands in it stays until it is replaced.
     *
     * @throws StoreAwayException when the store cannot be asked
     */
    String renew();
}
