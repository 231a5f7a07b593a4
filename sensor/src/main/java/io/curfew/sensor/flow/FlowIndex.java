package io.curfew.sensor.flow;

import org.jspecify.annotations.Nullable;

/**
 * Finds open flows by key: open addressing with linear probing over primitive hashes, so that a look-up touches one
 * flow only. Grows with its content; its owner bounds that. Hot path: {@link #find}, in which a slot is one word, so
 * that it comes from memory at once.
 */
final class FlowIndex {
    private static final int SMALLEST_SLOTS = 1_024;

    private static final long EMPTY = 0;

    private final FlowPool pool;
    private final long secret;
    /** The spread of a flow's key in the upper half, one more than the flow's place in the lower. */
    private long[] slots = new long[SMALLEST_SLOTS];

    private int count;

    /**
     * @param pool where the flows are
     * @param secret known to nobody who sends packets, else they could fill one slot with all flows
     */
    FlowIndex(FlowPool pool, long secret) {
        this.pool = pool;
        this.secret = secret;
    }

    int count() {
        return count;
    }

    int spread(FlowKey key) {
        return key.spread(secret);
    }

    /** @param spread of the key, as {@link #spread} says */
    @Nullable
    Flow find(FlowKey key, int spread) {
        int mask = slots.length - 1;
        int slot = spread & mask;
        for (long content = slots[slot]; content != EMPTY; content = slots[slot]) {
            if (spreadIn(content) == spread) {
                Flow flow = pool.at(placeIn(content));
                if (flow.isSame(key)) {
                    return flow;
                }
            }
            slot = slot + 1 & mask;
        }
        return null;
    }

    /** Adds a flow whose key is not in the index. */
    void add(Flow flow) {
        if (count * 2 >= slots.length) {
            grow();
        }
        put(content(flow));
        count++;
    }

    private static long content(Flow flow) {
        return (long) flow.spread << 32 | flow.place + 1;
    }

    private static int spreadIn(long content) {
        return (int) (content >>> 32);
    }

    private static int placeIn(long content) {
        return (int) content - 1;
    }

    private void put(long content) {
        int mask = slots.length - 1;
        int slot = spreadIn(content) & mask;
        while (slots[slot] != EMPTY) {
            slot = slot + 1 & mask;
        }
        slots[slot] = content;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[before.length * 2];
        for (long content : before) {
            if (content != EMPTY) {
                put(content);
            }
        }
    }

    /** Removes a flow that is in the index, and moves up those behind it that would no longer be found. */
    void remove(Flow flow) {
        int mask = slots.length - 1;
        int hole = flow.spread & mask;
        long sought = content(flow);
        while (slots[hole] != sought) {
            hole = hole + 1 & mask;
        }
        int slot = hole;
        while (true) {
            slot = slot + 1 & mask;
            if (slots[slot] == EMPTY) {
                break;
            }
            int home = spreadIn(slots[slot]) & mask;
            boolean mayMove = (slot - home & mask) >= (slot - hole & mask);
            if (mayMove) {
                slots[hole] = slots[slot];
                hole = slot;
            }
        }
        slots[hole] = EMPTY;
        count--;
    }
}
