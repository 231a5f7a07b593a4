package io.curfew.sensor.flow;

import org.jspecify.annotations.Nullable;

/**
 * Finds open flows by key: open addressing with linear probing over primitive hashes, so that a look-up touches one
 * flow only. Grows with its content; its owner bounds that. Hot path: {@link #find}.
 */
final class FlowIndex {
    private static final int SMALLEST_SLOTS = 1_024;

    private static final int EMPTY = 0;

    private final FlowPool pool;
    private final long secret;
    private int[] spreads = new int[SMALLEST_SLOTS];
    /** One more than the place of the flow that is found here. */
    private int[] slots = new int[SMALLEST_SLOTS];

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
        while (slots[slot] != EMPTY) {
            if (spreads[slot] == spread) {
                Flow flow = pool.at(slots[slot] - 1);
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
        put(flow.spread, flow.place + 1);
        count++;
    }

    private void put(int spread, int content) {
        int mask = slots.length - 1;
        int slot = spread & mask;
        while (slots[slot] != EMPTY) {
            slot = slot + 1 & mask;
        }
        slots[slot] = content;
        spreads[slot] = spread;
    }

    private void grow() {
        int[] slotsBefore = slots;
        int[] spreadsBefore = spreads;
        slots = new int[slotsBefore.length * 2];
        spreads = new int[slots.length];
        for (int slot = 0; slot < slotsBefore.length; slot++) {
            if (slotsBefore[slot] != EMPTY) {
                put(spreadsBefore[slot], slotsBefore[slot]);
            }
        }
    }

    /** Removes a flow that is in the index, and moves up those behind it that would no longer be found. */
    void remove(Flow flow) {
        int mask = slots.length - 1;
        int hole = flow.spread & mask;
        while (slots[hole] != flow.place + 1) {
            hole = hole + 1 & mask;
        }
        int slot = hole;
        while (true) {
            slot = slot + 1 & mask;
            if (slots[slot] == EMPTY) {
                break;
            }
            int home = spreads[slot] & mask;
            boolean mayMove = (slot - home & mask) >= (slot - hole & mask);
            if (mayMove) {
                slots[hole] = slots[slot];
                spreads[hole] = spreads[slot];
                hole = slot;
            }
        }
        slots[hole] = EMPTY;
        count--;
    }
}
