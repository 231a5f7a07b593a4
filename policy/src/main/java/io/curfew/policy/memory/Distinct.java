package io.curfew.policy.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many different things there were: exact up to {@value #MOST_EXACT}, beyond that estimated within about an eighth.
 * Keeps the smallest hashes of what was seen, at most {@value #MOST_EXACT}, so that the more there were, the less often
 * one more changes it.
 *
 * @param smallest hashes, smallest first
 */
public record Distinct(List<Long> smallest) {
    /** Up to how many are counted exactly. */
    public static final int MOST_EXACT = 64;

    private static final Distinct NONE = new Distinct(List.of());

    public Distinct {
        smallest = List.copyOf(smallest);
        if (smallest.size() > MOST_EXACT) {
            throw new IllegalArgumentException("at most " + MOST_EXACT + " hashes are kept, were " + smallest.size());
        }
    }

    /** Nothing seen yet. */
    public static Distinct none() {
        return NONE;
    }

    /** True when one more thing would change nothing. */
    boolean knows(long high, long low) {
        return knows(hash(high, low));
    }

    private boolean knows(long hash) {
        return (smallest.size() == MOST_EXACT && hash >= smallest.getLast())
                || Collections.binarySearch(smallest, hash) >= 0;
    }

    /** With one more thing. */
    public Distinct with(long high, long low) {
        return with(hash(high, low));
    }

    private Distinct with(long hash) {
        if (knows(hash)) {
            return this;
        }
        List<Long> more = new ArrayList<>(smallest);
        more.add(-Collections.binarySearch(smallest, hash) - 1, hash);
        return new Distinct(more.subList(0, Math.min(more.size(), MOST_EXACT)));
    }

    private static long hash(long high, long low) {
        return mixed(mixed(high) + low) >>> 1;
    }

    /** What was seen here or there. */
    public Distinct and(Distinct other) {
        Distinct both = this;
        for (long hash : other.smallest) {
            both = both.with(hash);
        }
        return both;
    }

    /** How many different things there were. */
    public long count() {
        return smallest.size() < MOST_EXACT
                ? smallest.size()
                : Math.max(MOST_EXACT, (long) ((MOST_EXACT - 1) * (0x1p63 / smallest.getLast())));
    }

    /** True when the count is no estimate. */
    public boolean exact() {
        return smallest.size() < MOST_EXACT;
    }

    /** Spreads bits evenly (the finalizer of SplitMix64). */
    private static long mixed(long bits) {
        long spread = bits + 0x9e3779b97f4a7c15L;
        spread = (spread ^ (spread >>> 30)) * 0xbf58476d1ce4e5b9L;
        spread = (spread ^ (spread >>> 27)) * 0x94d049bb133111ebL;
        return spread ^ (spread >>> 31);
    }
}
