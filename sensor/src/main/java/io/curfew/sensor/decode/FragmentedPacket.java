package io.curfew.sensor.decode;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;

/** One packet in fragments, at most 64 KiB of them. Fragments may overlap and come in any order. */
final class FragmentedPacket {
    private static final int UNIT_OCTETS = 8;
    private static final int UNKNOWN = -1;
    private static final int MOST_OCTETS = 65_535;
    /** One fragment may come any number of times. */
    private static final int MOST_IP_BYTES = 1 << 30;

    private final long sinceNanos;
    private final BitSet unitsPresent = new BitSet();
    private byte[] octets = new byte[2_048];
    private @Nullable PacketFacts first;
    private int ipBytes;
    private int totalLength = UNKNOWN;

    FragmentedPacket(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Octets of memory for the payload. */
    int heldOctets() {
        return octets.length;
    }

    void add(PacketFacts facts, int offset, boolean more, byte[] frame, int at, int length) {
        if (offset + length > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(offset + length, Math.min(octets.length * 2, MOST_OCTETS)));
        }
        System.arraycopy(frame, at, octets, offset, length);
        if (offset == 0) {
            first = facts.copy();
        }
        ipBytes = Math.min(MOST_IP_BYTES, ipBytes + facts.ipBytes);
        // Only the last fragment may end within a unit.
        int unitsEnd = more ? (offset + length) / UNIT_OCTETS : (offset + length + UNIT_OCTETS - 1) / UNIT_OCTETS;
        unitsPresent.set(offset / UNIT_OCTETS, Math.max(offset / UNIT_OCTETS, unitsEnd));
        if (!more) {
            totalLength = offset + length;
        }
    }

    boolean isComplete() {
        return totalLength != UNKNOWN && unitsPresent.nextClearBit(0) * UNIT_OCTETS >= totalLength;
    }

    /** What the fragment says with which it begins; absent until that has come. */
    @Nullable
    PacketFacts first() {
        return first;
    }

    /** Octets of all its fragments, headers included; at most {@value #MOST_IP_BYTES}. */
    int ipBytes() {
        return ipBytes;
    }

    /** Octets of payload from its beginning up to the first that has not come. */
    int begunLength() {
        return Math.min(octets.length, unitsPresent.nextClearBit(0) * UNIT_OCTETS);
    }

    /** Holds the payload from index 0. */
    byte[] octets() {
        return octets;
    }

    /** Octets of payload; to be read once the packet is complete. */
    int length() {
        return totalLength;
    }
}
