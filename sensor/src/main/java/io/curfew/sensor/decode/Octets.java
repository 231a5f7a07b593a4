package io.curfew.sensor.decode;

/** Numbers in network order out of an array. The caller has checked that they are there. Hot path. */
public final class Octets {
    private Octets() {}

    public static int u8(byte[] octets, int at) {
        return octets[at] & 0xff;
    }

    public static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }

    public static int i32(byte[] octets, int at) {
        return octets[at] << 24
                | (octets[at + 1] & 0xff) << 16
                | (octets[at + 2] & 0xff) << 8
                | (octets[at + 3] & 0xff);
    }

    public static long u32(byte[] octets, int at) {
        return i32(octets, at) & 0xffff_ffffL;
    }

    public static long u48(byte[] octets, int at) {
        return (long) u16(octets, at) << 32 | u32(octets, at + 2);
    }

    public static long i64(byte[] octets, int at) {
        return (long) i32(octets, at) << 32 | u32(octets, at + 4);
    }
}
