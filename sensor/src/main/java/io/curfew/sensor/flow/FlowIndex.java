package io.curfew.sensor.flow;

import org.jspecify.annotations.Nullable;

/**
 * Finds open flows by key: open addressing with linear probing over primitive hashes, so that a look-up touches one
 * flow only. Grows with its content; its owner bounds that. Hot path: {@link #find}.
 */
final class FlowIndex {
    private static final int SMALLEST_SLOTS = 1_024;

    private final long secret;
    private int[] spreads = new int[SMALLEST_SLOTS];
    private @Nullable Flow[] flows = new @Nullable Flow[SMALLEST_SLOTS];
    private int count;

    /** @param secret known to nobody who sends packets, else they could fill one place with all flows */
    FlowIndex(long secret) {
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
        int mask = flows.length - 1;
        int slot = spread & mask;
        while (true) {
            Flow flow = flows[slot];
            if (flow == null || (spreads[slot] == spread && flow.isSame(key))) {
                return flow;
            }
            slot = slot + 1 & mask;
        }
    }

    /** Adds a flow whose key is not in the index. */
    void add(Flow flow) {
        if (count * 2 >= flows.length) {
            grow();
        }
        place(flow);
        count++;
    }

    private void place(Flow flow) {
        int mask = flows.length - 1;
        int slot = flow.spread & mask;
        while (flows[slot] != null) {
            slot = slot + 1 & mask;
        }
        flows[slot] = flow;
        spreads[slot] = flow.spread;
    }

    private void grow() {
        @Nullable Flow[] before = flows;
        flows = new @Nullable Flow[before.length * 2];
        spreads = new int[flows.length];
        for (Flow flow : before) {
            if (flow != null) {
                place(flow);
            }
        }
    }

    /** Removes a flow that is in the index, and moves up those behind it that would no longer be found. */
    void remove(Flow flow) {
        int mask = flows.length - 1;
        int hole = flow.spread & mask;
        while (flows[hole] != flow) {
            hole = hole + 1 & mask;
        }
        int slot = hole;
        while (true) {
            slot = slot + 1 & mask;
            Flow candidate = flows[slot];
            if (candidate == null) {
                break;
            }
            int home = spreads[slot] & mask;
            boolean mayMove = (slot - home & mask) >= (slot - hole & mask);
            if (mayMove) {
                flows[hole] = candidate;
                spreads[hole] = spreads[slot];
                hole = slot;
            }
        }
        flows[hole] = null;
        count--;
    }
}
