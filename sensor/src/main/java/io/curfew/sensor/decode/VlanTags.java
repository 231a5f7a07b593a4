package io.curfew.sensor.decode;

import java.util.List;

/** The 802.1Q tags of a frame, outermost first; the outer two are kept, which is what 802.1ad allows. Mutable. */
public final class VlanTags {
    private static final int NONE = -1;

    private int outer = NONE;
    private int inner = NONE;

    void clear() {
        outer = NONE;
        inner = NONE;
    }

    int outer() {
        return outer;
    }

    int inner() {
        return inner;
    }

    /** Takes over what {@link #outer()} and {@link #inner()} gave before. */
    void set(int outerTag, int innerTag) {
        outer = outerTag;
        inner = innerTag;
    }

    void push(int vlanId) {
        if (outer == NONE) {
            outer = vlanId;
        } else if (inner == NONE) {
            inner = vlanId;
        }
    }

    /** The same number for the same tags, another for others. */
    public int number() {
        return (outer << 16) | (inner & 0xffff);
    }

    void copyFrom(VlanTags other) {
        outer = other.outer;
        inner = other.inner;
    }

    /** The tags, outermost first. Allocates only where there are tags. */
    public List<Integer> ids() {
        return ids(number());
    }

    /** The tags of which {@link #number} gave a number, outermost first. Allocates only where there are tags. */
    public static List<Integer> ids(int number) {
        int outerTag = number >> 16;
        int innerTag = (short) number;
        if (outerTag == NONE) {
            return List.of();
        }
        return innerTag == NONE ? List.of(outerTag) : List.of(outerTag, innerTag);
    }
}
