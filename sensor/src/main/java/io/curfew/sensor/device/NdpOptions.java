package io.curfew.sensor.device;

import io.curfew.sensor.decode.Octets;

/** Options of neighbor discovery (RFC 4861, section 4.6): a type, a length in units of 8 octets, a value. */
final class NdpOptions {
    static final int SOURCE_LINK_ADDRESS = 1;
    static final int TARGET_LINK_ADDRESS = 2;

    private NdpOptions() {}

    /** Where the first option of a type begins; -1 where there is none, or one before it is broken. */
    static int find(int type, byte[] octets, int from, int end) {
        int at = from;
        while (fits(octets, at, end)) {
            if (Octets.u8(octets, at) == type) {
                return at;
            }
            at += length(octets, at);
        }
        return -1;
    }

    /** True when a whole option stands at {@code at}; a length of 0 makes none. */
    static boolean fits(byte[] octets, int at, int end) {
        return end - at >= 8 && length(octets, at) > 0 && end - at >= length(octets, at);
    }

    /** Octets of the option that stands at {@code at}, its head included. */
    static int length(byte[] octets, int at) {
        return Octets.u8(octets, at + 1) * 8;
    }
}
