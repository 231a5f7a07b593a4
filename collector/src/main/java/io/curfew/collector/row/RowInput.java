package io.curfew.collector.row;

import java.nio.charset.StandardCharsets;

/** Octets being read, with what they and those before them said. */
final class RowInput {
    private final byte[] octets;
    private final Said said;
    private int position;

    RowInput(byte[] octets, int position, Said said) {
        this.octets = octets;
        this.position = position;
        this.said = said;
    }

    Said said() {
        return said;
    }

    int octet() {
        return octets[position++] & 0xff;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new IllegalStateException("a number has too many octets");
    }

    int count() {
        return Math.toIntExact(unsigned());
    }

    long signed() {
        return unzigzag(unsigned());
    }

    static long unzigzag(long value) {
        return (value >>> 1) ^ -(value & 1);
    }

    long fixed(int count) {
        long value = 0;
        for (int index = 0; index < count; index++) {
            value = (value << 8) | octet();
        }
        return value;
    }

    /** The octets of a text. */
    String utf8(int count) {
        String text = new String(octets, position, count, StandardCharsets.UTF_8);
        position += count;
        return text;
    }
}
