package io.curfew.collector.store;

/** The store cannot be asked now; asking again later may help. */
public final class StoreAwayException extends RuntimeException {
    public StoreAwayException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreAwayException(String message) {
        super(message);
    }
}
