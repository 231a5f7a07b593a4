package io.curfew.sensor.flow;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Objects;

/** Flows to be used again and again, each at a place that stays its own. As many as were ever open at once. */
final class FlowPool {
    private static final int SMALLEST = 1_024;

    private @Nullable Flow[] all = new @Nullable Flow[SMALLEST];
    private int count;
    private int[] spare = new int[SMALLEST];
    private int spareCount;

    /** A flow that nobody has. */
    Flow take() {
        return spareCount > 0 ? at(spare[--spareCount]) : make();
    }

    private Flow make() {
        if (count == all.length) {
            all = Arrays.copyOf(all, 2 * count);
        }
        Flow flow = new Flow(count);
        all[count++] = flow;
        return flow;
    }

    /** Takes back a flow that {@link #take} gave. */
    void giveBack(Flow flow) {
        if (spareCount == spare.length) {
            spare = Arrays.copyOf(spare, 2 * spareCount);
        }
        spare[spareCount++] = flow.place;
    }

    /** The flow at a place. */
    Flow at(int place) {
        return Objects.requireNonNull(all[place]);
    }
}
