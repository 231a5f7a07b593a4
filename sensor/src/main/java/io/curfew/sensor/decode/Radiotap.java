package io.curfew.sensor.decode;

/** What radiotap says of a frame of IEEE 802.11 behind it; its numbers have the little end first. Hot path. */
final class Radiotap {
    static final int SHORTEST_OCTETS = 8;

    /** The payload begins at a multiple of four octets from the frame's beginning. */
    static final int PADDED = 0x20;

    /** The frame came damaged: its check sequence is wrong. */
    static final int DAMAGED = 0x40;

    private static final int HAS_TIME = 1;
    private static final int HAS_FLAGS = 2;
    private static final int HAS_MORE = 0x80;

    private Radiotap() {}

    /** The length of the header, at the end of which the frame begins. */
    static int octets(byte[] frame, int at) {
        return Octets.u8(frame, at + 2) | Octets.u8(frame, at + 3) << 8;
    }

    /** The flags; zero where there are none. */
    static int flags(byte[] frame, int at, int end) {
        int present = Octets.u8(frame, at + 4);
        int word = at + 4;
        while (end - word >= 4 && (Octets.u8(frame, word + 3) & HAS_MORE) != 0) {
            word += 4;
        }
        int field = word + 4;
        if ((present & HAS_TIME) != 0) {
            // Eight octets, which begin at a multiple of eight.
            field = at + (field - at + 7 & ~7) + 8;
        }
        return (present & HAS_FLAGS) != 0 && field < end ? Octets.u8(frame, field) : 0;
    }
}
