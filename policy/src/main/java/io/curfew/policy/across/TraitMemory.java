package io.curfew.policy.across;

import io.curfew.policy.Trait;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * All that is remembered of what sites may have in common, in the order in which the traits showed. Owned by this
 * module; the collector keeps it in a Kafka Streams store, the offline audit in memory. {@link SightedTraits} bounds
 * it.
 */
public interface TraitMemory {
    /**
     * A trait that is remembered.
     *
     * @param last when it showed last anywhere
     */
    record Showing(Trait trait, Instant last) {}

    /** Who has the trait; {@link Bearers#NONE} where it is not remembered. */
    Bearers get(Trait trait);

    /** Replaces what is remembered of the trait, which is now the one that showed last. */
    void putLast(Trait trait, Bearers bearers);

    /** Of those that are remembered the one that showed longest ago, by the order and not by the times. */
    @Nullable
    Showing longestAgo();

    void remove(Trait trait);

    /** How much memory the traits take. */
    long octets();
}
