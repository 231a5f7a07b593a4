package io.curfew.collector.store.opensearch;

/** The server, or a proxy before it, takes no request that is as large. */
final class RequestTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param cause its answer */
    RequestTooLargeException(Exception cause) {
        super("the store takes no request that is as large", cause);
    }
}
