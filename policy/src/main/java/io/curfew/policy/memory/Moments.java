package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** What is the earlier of two moments. */
final class Moments {
    private Moments() {}

    static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The same where one of them may be absent; absent then. */
    static @Nullable Instant earlierIfAny(@Nullable Instant one, Instant other) {
        return one == null ? null : earlier(one, other);
    }
}
