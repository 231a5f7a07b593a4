package io.curfew.sensor.decode;

import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts fragmented packets together. Holds at most {@value #MOST_PACKETS} unfinished packets of at most 64 KiB each; the
 * oldest is given up to make room, and each is given up after 30 s.
 */
final class Fragments {
    static final int MOST_PACKETS = 64;

    private static final int MOST_OCTETS = 65_535;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    private final Map<Key, FragmentedPacket> unfinished = new LinkedHashMap<>();

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
        FragmentedPacket packet = unfinished.get(key);
        if (packet == null || facts.timestampNanos - packet.sinceNanos() > PATIENCE_NANOS) {
            unfinished.remove(key);
            makeRoom();
            packet = new FragmentedPacket(facts.timestampNanos);
            unfinished.put(key, packet);
        }
        packet.add(facts.protocol, offset, more, frame, at, length);
        if (!packet.isComplete()) {
            return null;
        }
        unfinished.remove(key);
        return packet;
    }

    private void makeRoom() {
        if (unfinished.size() >= MOST_PACKETS) {
            Iterator<Key> oldest = unfinished.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
