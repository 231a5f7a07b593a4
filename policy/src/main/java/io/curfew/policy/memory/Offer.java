package io.curfew.policy.memory;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Since when a device offers a service.
 *
 * @param first when it was seen to do so first
 * @param last when last, to some minutes
 * @param told when a person was told last; absent while nobody was
 */
public record Offer(Instant first, Instant last, @Nullable Instant told) {

    /** With nothing at times that have yet to come. */
    public Offer noLaterThan(Instant now) {
        return new Offer(Moments.earlier(first, now), Moments.earlier(last, now), Moments.earlierIfAny(told, now));
    }
}
