package io.curfew.policy.across;

import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;

import java.time.Instant;
import java.util.List;

/**
 * Where the traits of all sites have shown. Holds a {@link TraitMemory} to {@code mostOctets}: the trait that showed
 * longest ago makes room. That goes by the order of the sightings and not by their times, so that a site whose clock is
 * wrong pushes out no more than what it sights takes. For one thread.
 */
public final class SightedTraits {
    /** Some 200,000 destinations that are new at one site. */
    public static final long MOST_OCTETS = 64L << 20;

    /** More than can come, so that what is over does go; few, so that one clock far ahead makes little go. */
    private static final int MOST_OVER_AT_ONCE = 2;
    /** What a sighting adds is smaller than so many of the smallest rows. */
    private static final int MOST_AT_ONCE = 64;

    private final TraitMemory memory;
    private final long mostOctets;
    private final Runnable whenLetGo;

    /** @param whenLetGo runs for each that makes room before it is over: what is said of it later may lack a site */
    public SightedTraits(TraitMemory memory, long mostOctets, Runnable whenLetGo) {
        this.memory = memory;
        this.mostOctets = mostOctets;
        this.whenLetGo = whenLetGo;
    }

    /** Keeps that a trait has shown, and tells whom this concerns. */
    public List<Hint> take(Sighting sighting) {
        Across.Outcome outcome = Across.take(memory.get(sighting.trait()), sighting);
        memory.putLast(sighting.trait(), outcome.bearers());
        makeRoom(sighting.at());
        return outcome.hints();
    }

    /** Forgets those that showed longest ago, a few each time: while they are over, and while there are too many. */
    private void makeRoom(Instant now) {
        for (int gone = 0; gone < MOST_AT_ONCE; gone++) {
            TraitMemory.Showing longestAgo = memory.longestAgo();
            if (longestAgo == null) {
                return;
            }
            boolean isOver = Across.isOver(longestAgo.trait(), longestAgo.last(), now);
            boolean isFull = memory.octets() > mostOctets;
            if (!isFull && (!isOver || gone >= MOST_OVER_AT_ONCE)) {
                return;
            }
            memory.remove(longestAgo.trait());
            if (!isOver) {
                whenLetGo.run();
            }
        }
    }
}
