package io.curfew.policy.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where a device has been, as two Bloom filters of {@value #BITS} bits: what it knows for long, and what it came to
 * know since. A place that was never visited is taken for known once in a hundred times with thirty places, and once in
 * twenty with sixty-four; a place that was visited is always known.
 *
 * @param learned the filter of what it knew before {@code recentSince}
 * @param recent the filter of what it came to know since
 * @param recentSince when the latter began
 */
public record Places(List<Long> learned, List<Long> recent, Instant recentSince) {
    private static final int BITS = 512;
    private static final int WORDS = BITS / Long.SIZE;
    private static final int SHIFT = 32 - 9;
    private static final int FIRST_MULTIPLIER = 0x9E3779B1;
    private static final int SECOND_MULTIPLIER = 0x85EBCA77;
    private static final List<Long> EMPTY = List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);

    public Places {
        learned = List.copyOf(learned);
        recent = List.copyOf(recent);
        if (learned.size() != WORDS || recent.size() != WORDS) {
            throw new IllegalArgumentException(
                    "places are kept in " + WORDS + " words each, were " + learned.size() + " and " + recent.size());
        }
    }

    /** It has been nowhere. */
    public static Places since(Instant moment) {
        return new Places(EMPTY, EMPTY, moment);
    }

    /** True when it is not known for long. */
    public boolean isNew(int place, Instant at, Duration learning) {
        boolean allIsLearned = !at.isBefore(recentSince.plus(learning));
        return !contains(learned, place) && !(allIsLearned && contains(recent, place));
    }

    /** With one more place; what is older than {@code learning} is known for long. */
    public Places with(int place, Instant at, Duration learning) {
        if (!at.isBefore(recentSince.plus(learning))) {
            return new Places(union(learned, recent), added(EMPTY, place), at);
        }
        return contains(recent, place) ? this : new Places(learned, added(recent, place), recentSince);
    }

    /** With nothing at times that have yet to come. */
    public Places noLaterThan(Instant now) {
        return new Places(learned, recent, Moments.earlier(recentSince, now));
    }

    private static boolean contains(List<Long> filter, int place) {
        return isSet(filter, (place * FIRST_MULTIPLIER) >>> SHIFT)
                && isSet(filter, (place * SECOND_MULTIPLIER) >>> SHIFT);
    }

    private static boolean isSet(List<Long> filter, int bit) {
        return ((filter.get(bit / Long.SIZE) >>> (bit % Long.SIZE)) & 1) == 1;
    }

    private static List<Long> added(List<Long> filter, int place) {
        Long[] words = filter.toArray(new Long[0]);
        set(words, (place * FIRST_MULTIPLIER) >>> SHIFT);
        set(words, (place * SECOND_MULTIPLIER) >>> SHIFT);
        return List.of(words);
    }

    private static void set(Long[] words, int bit) {
        words[bit / Long.SIZE] |= 1L << (bit % Long.SIZE);
    }

    private static List<Long> union(List<Long> one, List<Long> other) {
        Long[] words = one.toArray(new Long[0]);
        for (int index = 0; index < words.length; index++) {
            words[index] |= other.get(index);
        }
        return List.of(words);
    }
}
