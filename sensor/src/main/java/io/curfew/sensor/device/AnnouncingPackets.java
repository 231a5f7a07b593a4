package io.curfew.sensor.device;

import io.curfew.sensor.decode.EpochNanos;
import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;

import java.time.Instant;

/**
 * Knows packets whose announcements have all been reported within the hour, so that they need not be read again:
 * devices send the same ones over and over. Remembers at most {@value #MOST} packets, by a hash of 64 bits; a new one
 * takes the place of another that falls on it. For one thread. Hot path.
 */
final class AnnouncingPackets {
    static final int MOST = 2_048;

    private final Announcements announcements;
    private final long secret;
    private final long[] hashes = new long[MOST];
    /** How many announcements the packet held. */
    private final int[] counts = new int[MOST];

    private final long[] notAfterNanos = new long[MOST];
    /** What {@link Announcements#removals} was. */
    private final long[] removals = new long[MOST];

    private long hash;
    private int count;
    private long oldestNanos;
    private long removalsBefore;

    /** @param secret known to nobody who sends packets, else they could pass one off as another */
    AnnouncingPackets(Announcements announcements, long secret) {
        this.announcements = announcements;
        this.secret = secret;
    }

    /** True when a packet would say nothing new; then its announcements are counted as repeated. */
    boolean isKnown(PacketFacts packet) {
        hash = hash(packet);
        int place = place();
        if (hashes[place] != hash
                || removals[place] != announcements.removals()
                || packet.timestampNanos >= notAfterNanos[place]) {
            begin();
            return false;
        }
        announcements.repeat(counts[place]);
        return true;
    }

    private void begin() {
        count = 0;
        oldestNanos = Long.MAX_VALUE;
        removalsBefore = announcements.removals();
    }

    /** Notes when one of the packet's announcements was reported last. */
    void holds(Instant reported) {
        count++;
        oldestNanos = Math.min(oldestNanos, EpochNanos.of(reported));
    }

    /** Remembers the packet that {@link #isKnown} was asked about last. */
    void keep() {
        int place = place();
        hashes[place] = hash;
        counts[place] = count;
        notAfterNanos[place] = count == 0 ? Long.MAX_VALUE : oldestNanos + Announcements.SILENCE.toNanos();
        removals[place] = removalsBefore;
    }

    private int place() {
        return (int) (hash >>> 32) & MOST - 1;
    }

    /** Over all that announcements are made of: who sends it, by which protocol, and the payload. */
    private long hash(PacketFacts packet) {
        long mixed = mix(secret, packet.sourceMac);
        mixed = mix(mixed, packet.sourceHigh);
        mixed = mix(mixed, packet.sourceLow);
        mixed = mix(mixed, (long) packet.sourcePort << 32 | (long) packet.destinationPort << 16 | packet.payloadLength);
        byte[] octets = packet.payload;
        int at = packet.payloadAt;
        int end = at + packet.payloadLength;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            mixed = mix(mixed, Octets.i64(octets, at));
        }
        for (; at < end; at++) {
            mixed = mix(mixed, octets[at]);
        }
        return mixed;
    }

    private long mix(long before, long more) {
        long mixed = (before ^ more) * (secret | 1);
        return (mixed ^ mixed >>> 32) * 0x9e37_79b9_7f4a_7c15L;
    }
}
