package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * One direction of a TCP connection: puts segments in order for a reader. Keeps at most {@value #MOST_EARLY} segments,
 * {@value #MOST_EARLY_OCTETS} octets in all, that came early; a gap that stays open is jumped over.
 */
final class TcpStream {
    static final int MOST_EARLY = 16;
    static final int MOST_EARLY_OCTETS = 65_536;

    /** What keeping a segment takes besides its octets. */
    private static final int OCTETS_A_SEGMENT = 88;

    private final TreeMap<Long, byte[]> early = new TreeMap<>();
    private final StreamReader reader;
    private int earlyOctets;
    /** Of the octet that comes next, counted from the stream's first as 2^32, so that it never wraps. */
    private long nextSequence;

    TcpStream(int firstSequence, StreamReader reader) {
        this.nextSequence = 1L << 32 | (firstSequence & 0xffff_ffffL);
        this.reader = reader;
    }

    void segment(PacketFacts packet, int firstSequence, MessageSink sink) {
        long begins = nextSequence + (firstSequence - (int) nextSequence);
        if (begins > nextSequence) {
            keepEarly(begins, packet);
        } else {
            take(packet, begins, packet.payload, packet.payloadAt, packet.payloadLength, sink);
        }
        while (!early.isEmpty() && early.firstKey() <= nextSequence) {
            byte[] octets = early.firstEntry().getValue();
            earlyOctets -= octets.length;
            take(packet, early.pollFirstEntry().getKey(), octets, 0, octets.length, sink);
        }
    }

    private void keepEarly(long begins, PacketFacts packet) {
        byte[] octets = Arrays.copyOfRange(packet.payload, packet.payloadAt, packet.payloadAt + packet.payloadLength);
        byte[] before = early.put(begins, octets);
        earlyOctets += octets.length - (before == null ? 0 : before.length);
        if (early.size() > MOST_EARLY || earlyOctets > MOST_EARLY_OCTETS) {
            // What is missing was not captured: begin again behind the gap.
            reader.gap();
            nextSequence = early.firstKey();
        }
    }

    private void take(PacketFacts packet, long begins, byte[] octets, int at, int length, MessageSink sink) {
        int known = (int) Math.min(length, nextSequence - begins);
        if (known < length) {
            nextSequence = begins + length;
            reader.octets(packet, octets, at + known, at + length, sink);
        }
    }

    /** Octets of memory for what waits or is unfinished. */
    int heldOctets() {
        return earlyOctets + OCTETS_A_SEGMENT * early.size() + reader.heldOctets();
    }
}
