package io.curfew.collector.row;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** Writes octets, and remembers what they said. Grows as needed; used again and again. */
final class RowOutput {
    private final Said said = new Said();
    private byte[] octets = new byte[256];
    private int length;
    private String timeText = "";
    private @Nullable Instant time;

    Said said() {
        return said;
    }

    int length() {
        return length;
    }

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
        unsigned(zigzag(value));
    }

    /** Numbers near 0 become small ones that are not negative. */
    static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    void fixed(long value, int count) {
        for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    void octets(byte[] more) {
        if (length + more.length > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more.length));
        }
        System.arraycopy(more, 0, octets, length, more.length);
        length += more.length;
    }

    /** What {@link Texts#time} says: the same text is asked about again and again. */
    @Nullable
    Instant time(String text) {
        if (!Texts.mayBeTime(text)) {
            return null;
        }
        if (!text.equals(timeText)) {
            time = Texts.time(text);
            timeText = text;
        }
        return time;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Begins anew. */
    void clear() {
        length = 0;
        said.clear();
    }

    /** A copy of what was written from a position on. */
    byte[] octetsFrom(int position) {
        return Arrays.copyOfRange(octets, position, length);
    }
}
