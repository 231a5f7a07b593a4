package io.curfew.sensor.audit;

import io.curfew.policy.Hint;
import io.curfew.policy.Sighting;
import io.curfew.policy.Trait;
import io.curfew.policy.across.Across;
import io.curfew.policy.across.Bearers;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Where the traits of the sites have shown. Holds what would be rows of about {@code mostOctets} at a collector: the
 * trait that showed longest ago makes room, and is counted. That goes by the order of the sightings and not by their
 * times, so that a site whose clock is wrong pushes out no more than what it sights takes.
 */
final class SightedTraits {
    /** As much as the collector keeps. */
    static final long MOST_OCTETS = 64L << 20;

    /** More than can come, so that what is over does go; few, so that one clock far ahead makes little go. */
    private static final int MOST_OVER_AT_ONCE = 2;

    private static final int OCTETS_OF_TRAIT = 100;
    private static final int OCTETS_OF_SITE = 200;
    private static final int OCTETS_OF_DETAIL = 100;

    private final long mostOctets;
    private final SequencedMap<Trait, Bearers> known = new LinkedHashMap<>();
    private long octets;
    private long letGo;

    SightedTraits(long mostOctets) {
        this.mostOctets = mostOctets;
    }

    /** Keeps that a trait has shown, and tells whom this concerns. */
    List<Hint> take(Sighting sighting) {
        Trait trait = sighting.trait();
        Across.Outcome outcome = Across.take(known.getOrDefault(trait, Bearers.NONE), sighting);
        remove(trait);
        known.putLast(trait, outcome.bearers());
        octets += octets(trait, outcome.bearers());
        makeRoom(sighting.at());
        return outcome.hints();
    }

    private void makeRoom(Instant now) {
        for (int gone = 0; !known.isEmpty(); gone++) {
            Map.Entry<Trait, Bearers> longestAgo = known.firstEntry();
            boolean isOver =
                    Across.isOver(longestAgo.getKey(), longestAgo.getValue().last(), now);
            boolean isFull = octets > mostOctets;
            if (!isFull && (!isOver || gone >= MOST_OVER_AT_ONCE)) {
                return;
            }
            remove(longestAgo.getKey());
            letGo += isOver ? 0 : 1;
        }
    }

    private void remove(Trait trait) {
        Bearers gone = known.remove(trait);
        octets -= gone == null ? 0 : octets(trait, gone);
    }

    private static long octets(Trait trait, Bearers bearers) {
        long octets = OCTETS_OF_TRAIT
                + trait.subject().length()
                + (long) OCTETS_OF_SITE * bearers.sites().size();
        for (Bearers.Detail detail : bearers.details()) {
            octets += OCTETS_OF_DETAIL + detail.detail().length();
        }
        return octets;
    }

    /** How many are remembered. */
    int count() {
        return known.size();
    }

    /** How many made room before they were over: what is said of them may lack a site. */
    long letGo() {
        return letGo;
    }
}
