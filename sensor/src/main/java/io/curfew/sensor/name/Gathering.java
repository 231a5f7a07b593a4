package io.curfew.sensor.name;

import org.jspecify.annotations.Nullable;

/**
 * The beginning of one stream, put together from pieces that come in any order: at most {@value #MOST_OCTETS} octets,
 * at most {@value #MOST_PIECES} pieces with gaps between them. What goes beyond is left out.
 */
final class Gathering {
    static final int MOST_OCTETS = 16_384;
    static final int MOST_PIECES = 64;

    private static final int FIRST_OCTETS = 2_048;
    private static final int KEPT_OCTETS = 4_096;

    /** Whose stream it is; absent while it is free. */
    @Nullable
    Clues owner;

    /** Keys of a QUIC client's first packets; absent for TCP and before the first packet. */
    @Nullable
    QuicKeys keys;

    boolean isFromInitiator;
    /** TCP sequence number of the stream's first octet. */
    int firstSequence;

    private byte[] octets = new byte[FIRST_OCTETS];
    private final int[] begins = new int[MOST_PIECES];
    private final int[] ends = new int[MOST_PIECES];
    private int pieces;

    void begin(Clues forOwner) {
        owner = forOwner;
        keys = null;
        pieces = 0;
    }

    void release() {
        owner = null;
        keys = null;
        pieces = 0;
        if (octets.length > KEPT_OCTETS) {
            octets = new byte[FIRST_OCTETS];
        }
    }

    /** Forgets the octets, but not whose they were. */
    void clear() {
        pieces = 0;
    }

    void put(long offset, byte[] from, int at, int length) {
        long begin = Math.max(offset, 0);
        long end = Math.min(offset + length, MOST_OCTETS);
        if (begin >= end || !note((int) begin, (int) end)) {
            return;
        }
        grow((int) end);
        System.arraycopy(from, at + (int) (begin - offset), octets, (int) begin, (int) (end - begin));
    }

    /** Adds a piece to the pieces, which are in order and do not touch; false when there is no room for one more. */
    private boolean note(int begin, int end) {
        int first = 0;
        while (first < pieces && ends[first] < begin) {
            first++;
        }
        int behind = first;
        while (behind < pieces && begins[behind] <= end) {
            behind++;
        }
        int merged = behind - first;
        if (merged == 0 && pieces == MOST_PIECES) {
            return false;
        }
        int mergedBegin = merged == 0 ? begin : Math.min(begin, begins[first]);
        int mergedEnd = merged == 0 ? end : Math.max(end, ends[behind - 1]);
        System.arraycopy(begins, behind, begins, first + 1, pieces - behind);
        System.arraycopy(ends, behind, ends, first + 1, pieces - behind);
        begins[first] = mergedBegin;
        ends[first] = mergedEnd;
        pieces += 1 - merged;
        return true;
    }

    private void grow(int length) {
        if (length > octets.length) {
            byte[] larger = new byte[Math.min(MOST_OCTETS, Math.max(length, octets.length * 2))];
            System.arraycopy(octets, 0, larger, 0, octets.length);
            octets = larger;
        }
    }

    /** Holds the stream from its first octet up to before {@link #wholeOctets}. */
    byte[] octets() {
        return octets;
    }

    /** How many octets there are from the first one without a gap. */
    int wholeOctets() {
        return pieces > 0 && begins[0] == 0 ? ends[0] : 0;
    }
}
