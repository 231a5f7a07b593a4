package io.curfew.policy.language;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Names with marks, at most {@value #MOST_NAMES} of them. While a list is read, open addressing: a slot holds the hash
 * of a name and its place in one array of octets, where the name itself is compared, so that two names with the same
 * hash are never taken for each other. Once closed, names of the same hash lie side by side, and only where each such
 * bucket begins is kept: 5 to 8 octets a name beside its letters. Before names are looked at, a bit says whether it can
 * be worth it: bits and beginnings stay in the processor's cache, where the names of a large table do not, so that a
 * look-up waits for memory once.
 */
final class NameTable {
    static final int MOST_NAMES = 4_000_000;

    private static final int LONGEST = 253;
    private static final int HEAD = 2;
    private static final int HINTS_A_NAME = 16;
    private static final long SEED = 0xcbf2_9ce4_8422_2325L;
    private static final long PRIME = 0x0000_0100_0000_01b3L;

    /** Of each name its marks, its length and its letters; the first octet is not used, so that no place is 0. */
    private byte[] text = new byte[64];
    /**
     * The hash of a name in the upper half, its place in the lower; 0 is free. At most 5 in 8 are taken; none once
     * closed.
     */
    private long[] slots = new long[16];

    /** Where each bucket begins in the text, and where the last one ends; empty until the table is closed. */
    private int[] buckets = new int[0];

    /** A bit for the upper part of each hash that is there; empty until the table is closed. */
    private long[] hints = new long[0];

    private int hintShift;
    private int end = 1;
    private int size;

    int size() {
        return size;
    }

    /** Adds a name, or marks to a name that is there. The octets are ASCII in lower case. */
    void add(byte[] source, int from, int to, int marks) {
        int length = to - from;
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST + " octets, had " + length);
        }
        long hash = SEED;
        for (int index = to - 1; index >= from; index--) {
            hash = (hash ^ source[index]) * PRIME;
        }
        int tag = tag(hash);
        int slot = tag & (slots.length - 1);
        while (slots[slot] != 0) {
            int at = (int) slots[slot];
            if ((int) (slots[slot] >>> 32) == tag && stands(at, source, from, to)) {
                text[at] |= (byte) marks;
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (size >= MOST_NAMES) {
            throw new IllegalStateException("a list has at most " + MOST_NAMES + " names");
        }
        slots[slot] = (long) tag << 32 | end;
        append(source, from, length, marks);
        size++;
        if (size > slots.length / 8 * 5) {
            spread();
        }
    }

    void add(String name, int marks) {
        byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
        add(octets, 0, octets.length, marks);
    }

    private void append(byte[] source, int from, int length, int marks) {
        if (end + HEAD + length > text.length) {
            text = Arrays.copyOf(text, Math.max(end + HEAD + length, text.length + text.length / 2));
        }
        text[end] = (byte) marks;
        text[end + 1] = (byte) length;
        System.arraycopy(source, from, text, end + HEAD, length);
        end += HEAD + length;
    }

    private void spread() {
        long[] wider = new long[slots.length * 2];
        for (long taken : slots) {
            if (taken != 0) {
                int slot = (int) (taken >>> 32) & (wider.length - 1);
                while (wider[slot] != 0) {
                    slot = (slot + 1) & (wider.length - 1);
                }
                wider[slot] = taken;
            }
        }
        slots = wider;
    }

    /** Makes the table ready to be asked, and gives back the room that was kept for more names. */
    void close() {
        hints = new long[Math.max(1, Integer.highestOneBit(size) * HINTS_A_NAME / Long.SIZE)];
        hintShift = Integer.numberOfLeadingZeros(hints.length * Long.SIZE) + 1;
        buckets = new int[Math.max(1, Integer.highestOneBit(size)) + 1];
        for (long taken : slots) {
            if (taken != 0) {
                int tag = (int) (taken >>> 32);
                int hint = tag >>> hintShift;
                hints[hint >>> 6] |= 1L << hint;
                buckets[bucket(tag) + 1] += HEAD + length((int) taken);
            }
        }
        for (int bucket = 1; bucket < buckets.length; bucket++) {
            buckets[bucket] += buckets[bucket - 1];
        }
        text = byBuckets();
        slots = new long[0];
    }

    private byte[] byBuckets() {
        byte[] ordered = new byte[end - 1];
        int[] next = buckets.clone();
        for (long taken : slots) {
            if (taken != 0) {
                int bucket = bucket((int) (taken >>> 32));
                int octets = HEAD + length((int) taken);
                System.arraycopy(text, (int) taken, ordered, next[bucket], octets);
                next[bucket] += octets;
            }
        }
        return ordered;
    }

    private int bucket(int tag) {
        return tag & (buckets.length - 2);
    }

    private int length(int at) {
        return text[at + 1] & 0xff;
    }

    /** The marks of a name and of all names above it, together. Goes over the name once. */
    int marks(String name) {
        byte[] octets = name.getBytes(StandardCharsets.ISO_8859_1);
        long hash = SEED;
        int marks = 0;
        for (int index = octets.length - 1; index >= 0; index--) {
            byte letter = octets[index];
            if (letter == '.') {
                marks |= marksOf(octets, index + 1, tag(hash));
            }
            hash = (hash ^ letter) * PRIME;
        }
        return marks | marksOf(octets, 0, tag(hash));
    }

    private int marksOf(byte[] name, int from, int tag) {
        int hint = tag >>> hintShift;
        if ((hints[hint >>> 6] & 1L << hint) == 0) {
            return 0;
        }
        int bucket = bucket(tag);
        int until = buckets[bucket + 1];
        for (int at = buckets[bucket]; at < until; at += HEAD + length(at)) {
            if (stands(at, name, from, name.length)) {
                return text[at];
            }
        }
        return 0;
    }

    private boolean stands(int at, byte[] name, int from, int to) {
        return Arrays.equals(text, at + HEAD, at + HEAD + length(at), name, from, to);
    }

    private static int tag(long hash) {
        long mixed = (hash ^ hash >>> 29) * 0xbf58_476d_1ce4_e5b9L;
        return (int) (mixed >>> 32);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NameTable table && size == table.size && Arrays.equals(text, table.text);
    }

    @Override
    public int hashCode() {
        return 31 * size + text.length;
    }
}
