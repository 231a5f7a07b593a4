package io.curfew.sensor.name;

import io.curfew.sensor.decode.Octets;

/** Reads numbers in network order from a stretch of octets. Where they end too early it is broken and gives 0. */
final class OctetCursor {
    private final byte[] octets;
    private final int end;
    private int at;
    private boolean isBroken;

    OctetCursor(byte[] octets, int at, int end) {
        this.octets = octets;
        this.at = at;
        this.end = end;
    }

    int u8() {
        return take(1) ? Octets.u8(octets, at - 1) : 0;
    }

    int u16() {
        return take(2) ? Octets.u16(octets, at - 2) : 0;
    }

    /** A QUIC number of 1, 2, 4 or 8 octets (RFC 9000, section 16). */
    long varint() {
        int first = u8();
        long number = first & 0x3f;
        for (int more = (1 << (first >>> 6)) - 1; more > 0; more--) {
            number = number << 8 | u8();
        }
        return number;
    }

    void skip(long count) {
        if (count < 0 || count > end - at) {
            isBroken = true;
            at = end;
        } else {
            at += (int) count;
        }
    }

    private boolean take(int count) {
        skip(count);
        return !isBroken;
    }

    boolean isBroken() {
        return isBroken;
    }

    int at() {
        return at;
    }

    /** Octets that are left. */
    int left() {
        return end - at;
    }
}
