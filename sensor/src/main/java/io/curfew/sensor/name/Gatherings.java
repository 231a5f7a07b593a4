package io.curfew.sensor.name;

import org.jspecify.annotations.Nullable;

/**
 * The streams that are being put together: at most {@code capacity} at once, {@value Gathering#MOST_OCTETS} octets
 * each. When all are taken, one taken before the others is given up to make room, and counted.
 */
final class Gatherings {
    private final @Nullable Gathering[] all;
    private final Abandonment abandonment;
    private int next;
    private int taken;
    private long evicted;

    /** Is told of what is given up, while it can still be read. */
    @FunctionalInterface
    interface Abandonment {
        void abandon(Clues owner);
    }

    Gatherings(int capacity, Abandonment abandonment) {
        this.all = new @Nullable Gathering[capacity];
        this.abandonment = abandonment;
    }

    /** Takes a gathering for {@code owner}, who must have none. */
    Gathering take(Clues owner) {
        Gathering gathering = taken < all.length ? free() : evict();
        gathering.begin(owner);
        owner.gathering = gathering;
        taken++;
        return gathering;
    }

    private Gathering free() {
        while (true) {
            Gathering gathering = all[next];
            if (gathering == null) {
                gathering = new Gathering();
                all[next] = gathering;
            }
            if (gathering.owner == null) {
                return gathering;
            }
            next = (next + 1) % all.length;
        }
    }

    private Gathering evict() {
        next = (next + 1) % all.length;
        Gathering gathering = all[next];
        if (gathering == null || gathering.owner == null) {
            throw new IllegalStateException(
                    "all " + all.length + " gatherings are said to be taken, " + next + " is not");
        }
        evicted++;
        Clues owner = gathering.owner;
        abandonment.abandon(owner);
        return gathering;
    }

    /** Gives back what {@code owner} holds, if it holds any. */
    void release(Clues owner) {
        Gathering gathering = owner.gathering;
        if (gathering != null) {
            gathering.release();
            owner.gathering = null;
            taken--;
        }
    }

    int taken() {
        return taken;
    }

    long evicted() {
        return evicted;
    }
}
