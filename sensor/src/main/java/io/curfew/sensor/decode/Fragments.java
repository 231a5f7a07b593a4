package io.curfew.sensor.decode;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts fragmented packets together. Holds at most {@value #MOST_PACKETS} unfinished packets, {@value #MOST_HELD_OCTETS}
 * octets in all: the oldest are given up to make room, each is given up after 30 s, and both are counted. Those that
 * were given up and whose beginning has come are to be fetched by {@link #nextGivenUp}.
 */
final class Fragments {
    static final int MOST_PACKETS = 64;
    static final int MOST_HELD_OCTETS = 1 << 19;

    private static final int MOST_OCTETS = 65_535;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Map<Key, FragmentedPacket> unfinished = new LinkedHashMap<>();
    private final Deque<FragmentedPacket> begun = new ArrayDeque<>();
    private int heldOctets;
    private long givenUp;
    /** Nothing is late before. */
    private long soonestNanos = Long.MAX_VALUE;

    private record Key(
            long sourceHigh,
            long sourceLow,
            long destinationHigh,
            long destinationLow,
            int protocol,
            int identification,
            @Nullable Tunnel tunnel) {}

    /** Takes one fragment; gives the packet when this was what it lacked. */
    @Nullable
    FragmentedPacket add(
            PacketFacts facts, int identification, int offset, boolean more, byte[] frame, int at, int length) {
        if (offset + length > MOST_OCTETS) {
            return null;
        }
        Key key = new Key(
                facts.sourceHigh,
                facts.sourceLow,
                facts.destinationHigh,
                facts.destinationLow,
                // Which next header rules says the first fragment (RFC 8200, section 4.5).
                facts.isV6 ? 0 : facts.protocol,
                identification,
                facts.tunnel);
        giveUpWhatIsLate(facts.timestampNanos);
        FragmentedPacket packet = unfinished.computeIfAbsent(key, first -> begin(facts.timestampNanos));
        heldOctets -= packet.heldOctets();
        packet.add(facts, offset, more, frame, at, length);
        if (packet.isComplete()) {
            unfinished.remove(key);
            return packet;
        }
        heldOctets += packet.heldOctets();
        while (unfinished.size() > MOST_PACKETS || heldOctets > MOST_HELD_OCTETS) {
            giveUpOldest();
        }
        return null;
    }

    private FragmentedPacket begin(long nowNanos) {
        FragmentedPacket packet = new FragmentedPacket(nowNanos);
        heldOctets += packet.heldOctets();
        soonestNanos = Math.min(soonestNanos, nowNanos + PATIENCE_NANOS);
        return packet;
    }

    /** Gives up what has waited for too long at {@code nowNanos}. */
    void giveUpWhatIsLate(long nowNanos) {
        if (nowNanos <= soonestNanos) {
            return;
        }
        soonestNanos = Long.MAX_VALUE;
        while (!unfinished.isEmpty() && soonestNanos == Long.MAX_VALUE) {
            long sinceNanos = unfinished.values().iterator().next().sinceNanos();
            if (nowNanos - sinceNanos > PATIENCE_NANOS) {
                giveUpOldest();
            } else {
                soonestNanos = sinceNanos + PATIENCE_NANOS;
            }
        }
    }

    /** Gives up all that waits. */
    void giveUpAll() {
        while (!unfinished.isEmpty()) {
            giveUpOldest();
        }
        soonestNanos = Long.MAX_VALUE;
    }

    private void giveUpOldest() {
        Iterator<FragmentedPacket> oldest = unfinished.values().iterator();
        FragmentedPacket packet = oldest.next();
        oldest.remove();
        heldOctets -= packet.heldOctets();
        givenUp++;
        if (packet.first() != null) {
            begun.add(packet);
        }
    }

    /** One that was given up and whose beginning has come; null when there is none. */
    @Nullable
    FragmentedPacket nextGivenUp() {
        return begun.poll();
    }

    /** Packets whose last fragment did not come while there was room and time for them. */
    long givenUp() {
        return givenUp;
    }
}
