package io.curfew.collector.notify;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** What became of a message. */
public sealed interface Delivery {
    /**
     * The other side has it.
     *
     * @param trouble whom it did not reach all the same, and why, in one line, without secrets; absent when nobody
     */
    record Taken(@Nullable String trouble) implements Delivery {}

    /**
     * The other side does not answer, or asks for patience: try again.
     *
     * @param reason why, in one line, without secrets
     * @param pause how long the other side wants to be left alone; absent when it did not say
     */
    record Away(String reason, @Nullable Duration pause) implements Delivery {}

    /**
     * The other side will not have it, now or later.
     *
     * @param reason why, in one line, without secrets
     */
    record Refused(String reason) implements Delivery {}

    static Delivery taken() {
        return new Taken(null);
    }

    static Delivery takenInPart(String trouble) {
        return new Taken(trouble);
    }

    static Delivery away(String reason) {
        return new Away(reason, null);
    }

    static Delivery refused(String reason) {
        return new Refused(reason);
    }
}
