package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;

import java.util.Arrays;

/**
 * Messages with their length in front (RFC 1035, section 4.2.2). Keeps at most one unfinished message, 64 KiB; behind a
 * gap a message is taken to begin.
 */
final class LengthReader implements StreamReader {
    private static final int LENGTH_OCTETS = 2;
    private static final byte[] NOTHING = {};

    private byte[] pending = NOTHING;
    private int pendingOctets;

    @Override
    public void octets(PacketFacts packet, byte[] octets, int from, int end, MessageSink sink) {
        int at = from;
        while (at < end) {
            if (pendingOctets == 0 && end - at >= LENGTH_OCTETS && end - at - LENGTH_OCTETS >= u16(octets, at)) {
                int length = u16(octets, at);
                at += LENGTH_OCTETS;
                sink.message(packet, octets, at, at + length);
                at += length;
            } else {
                at += keep(octets, at, end);
                deliverPending(packet, sink);
            }
        }
    }

    /** Keeps what the unfinished message lacks, as far as it is there; says how much that was. */
    private int keep(byte[] octets, int at, int end) {
        int wanted = pendingOctets < LENGTH_OCTETS ? LENGTH_OCTETS : LENGTH_OCTETS + u16(pending, 0);
        int count = Math.min(wanted - pendingOctets, end - at);
        if (pendingOctets + count > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(pendingOctets + count, Math.min(wanted, pending.length * 2)));
        }
        System.arraycopy(octets, at, pending, pendingOctets, count);
        pendingOctets += count;
        return count;
    }

    private void deliverPending(PacketFacts packet, MessageSink sink) {
        if (pendingOctets >= LENGTH_OCTETS && pendingOctets == LENGTH_OCTETS + u16(pending, 0)) {
            sink.message(packet, pending, LENGTH_OCTETS, pendingOctets);
            gap();
        }
    }

    private static int u16(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }

    @Override
    public void gap() {
        pending = NOTHING;
        pendingOctets = 0;
    }

    @Override
    public int heldOctets() {
        return pending.length;
    }
}
