package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;

/**
 * Knows the TCP connections that began as HTTP/2 in the clear, the newest {@value #MOST} or fewer: a new one takes the
 * place of another that falls on it. Hot path: asked about each TCP packet, keeps nothing but numbers.
 */
final class Http2Connections {
    static final int MOST = 64;

    private static final long NONE = 0;

    private final long[] marks = new long[MOST];
    private boolean isEmpty = true;

    boolean has(PacketFacts packet) {
        if (isEmpty) {
            return false;
        }
        long mark = mark(packet);
        return marks[place(mark)] == mark;
    }

    void add(PacketFacts packet) {
        long mark = mark(packet);
        marks[place(mark)] = mark;
        isEmpty = false;
    }

    private static int place(long mark) {
        return (int) (mark >>> 32) & MOST - 1;
    }

    /** The same for both directions. */
    private static long mark(PacketFacts packet) {
        long mark = end(packet.sourceHigh, packet.sourceLow, packet.sourcePort)
                + end(packet.destinationHigh, packet.destinationLow, packet.destinationPort);
        return mark == NONE ? 1 : mark;
    }

    private static long end(long high, long low, int port) {
        long mixed = (low ^ (long) port << 40) * 0x9e37_79b9_7f4a_7c15L + high;
        return (mixed ^ mixed >>> 29) * 0xbf58_476d_1ce4_e5b9L;
    }
}
