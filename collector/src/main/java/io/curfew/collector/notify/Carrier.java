package io.curfew.collector.notify;

/** Carries messages to the other side of a channel. Waits for its answer, a limited time. */
public interface Carrier {

    /** The most changes that are told in full in one message. */
    int mostChanges();

    /** True when the other side keeps the state of each alert, so that it is told of silent changes too. */
    default boolean keepsState() {
        return false;
    }

    /** Carries one message; trouble is a result, never an exception. */
    Delivery carry(Notice notice) throws InterruptedException;

    /** Makes carriers. Nothing connects yet. */
    @FunctionalInterface
    interface Maker {
        Carrier of(Channel channel);
    }
}
