package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;

import java.util.Arrays;
import java.util.TreeMap;

/**
 * One direction of a TCP connection: puts segments in order and cuts out messages. Keeps at most one unfinished message
 * (64 KiB) and {@value #MOST_EARLY} segments that came early; a gap that stays open is jumped over.
 */
final class DnsStream {
    static final int MOST_EARLY = 16;

    private static final int LENGTH_OCTETS = 2;
    private static final int LONGEST_OCTETS = LENGTH_OCTETS + 65_535;

    private final TreeMap<Long, byte[]> early = new TreeMap<>();
    private byte[] pending = new byte[512];
    private int pendingOctets;
    /** Of the octet that comes next, counted from the stream's first as 2^32, so that it never wraps. */
    private long nextSequence;

    private DnsStream(int firstSequence) {
        nextSequence = 1L << 32 | (firstSequence & 0xffff_ffffL);
    }

    static DnsStream from(int firstSequence) {
        return new DnsStream(firstSequence);
    }

    void segment(PacketFacts packet, int firstSequence, DnsStreams.MessageSink sink) {
        long begins = nextSequence + (firstSequence - (int) nextSequence);
        if (begins > nextSequence) {
            keepEarly(
                    begins,
                    Arrays.copyOfRange(packet.payload, packet.payloadAt, packet.payloadAt + packet.payloadLength));
        } else {
            take(begins, packet.payload, packet.payloadAt, packet.payloadLength);
        }
        while (!early.isEmpty() && early.firstKey() <= nextSequence) {
            byte[] octets = early.firstEntry().getValue();
            take(early.pollFirstEntry().getKey(), octets, 0, octets.length);
        }
        cut(packet, sink);
    }

    private void keepEarly(long begins, byte[] octets) {
        early.put(begins, octets);
        if (early.size() > MOST_EARLY) {
            // What is missing was not captured: begin again behind the gap.
            pendingOctets = 0;
            nextSequence = early.firstKey();
        }
    }

    private void take(long begins, byte[] octets, int at, int length) {
        int known = (int) Math.min(length, nextSequence - begins);
        int count = Math.min(length - known, LONGEST_OCTETS * 2 - pendingOctets);
        if (count <= 0) {
            return;
        }
        if (pendingOctets + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingOctets + count, pending.length * 2));
        }
        System.arraycopy(octets, at + known, pending, pendingOctets, count);
        pendingOctets += count;
        nextSequence = begins + length;
    }

    private void cut(PacketFacts packet, DnsStreams.MessageSink sink) {
        int at = 0;
        while (pendingOctets - at >= LENGTH_OCTETS) {
            int length = (pending[at] & 0xff) << 8 | (pending[at + 1] & 0xff);
            if (pendingOctets - at - LENGTH_OCTETS < length) {
                break;
            }
            at += LENGTH_OCTETS;
            sink.message(packet, pending, at, at + length);
            at += length;
        }
        System.arraycopy(pending, at, pending, 0, pendingOctets - at);
        pendingOctets -= at;
    }
}
