package io.curfew.collector.row;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Octets being written. Grows as needed; used again and again. */
final class RowOutput {
    private byte[] octets = new byte[256];
    private int length;

    void octet(int value) {
        if (length == octets.length) {
            octets = Arrays.copyOf(octets, 2 * length);
        }
        octets[length++] = (byte) value;
    }

    /** Seven bits an octet, lowest first; few octets for small numbers that are not negative. */
    void unsigned(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            octet((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        octet((int) rest);
    }

    /** Few octets for numbers near 0. */
    void signed(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void fixed(long value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        unsigned(utf8.length);
        if (length + utf8.length > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + utf8.length));
        }
        System.arraycopy(utf8, 0, octets, length, utf8.length);
        length += utf8.length;
    }

    /** Begins anew. */
    void clear() {
        length = 0;
    }

    /** A copy of what was written. */
    byte[] octets() {
        return Arrays.copyOf(octets, length);
    }
}
