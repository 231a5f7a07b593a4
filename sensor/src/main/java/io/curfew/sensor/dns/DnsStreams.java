package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.decode.Tunnel;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cuts TCP streams into DNS messages (RFC 1035, section 4.2.2). Follows at most {@value #MOST_STREAMS} streams, one for
 * each direction; the one that was silent for longest is forgotten to make room.
 */
final class DnsStreams {
    static final int MOST_STREAMS = 256;

    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Key, DnsStream> streams = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, DnsStream> silentLongest) {
            return size() > MOST_STREAMS;
        }
    };

    private record Key(
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long destinationHigh,
            long destinationLow,
            int destinationPort,
            @Nullable Tunnel tunnel) {}

    /** Takes whole messages. */
    @FunctionalInterface
    interface MessageSink {
        /** The message lies from {@code at} to before {@code end}; {@code packet} completed it. */
        void message(PacketFacts packet, byte[] octets, int at, int end);
    }

    void packet(PacketFacts packet, MessageSink sink) {
        Key key = new Key(
                packet.sourceHigh,
                packet.sourceLow,
                packet.sourcePort,
                packet.destinationHigh,
                packet.destinationLow,
                packet.destinationPort,
                packet.tunnel);
        if (packet.hasFlag(PacketFacts.SYN)) {
            streams.put(key, DnsStream.from(packet.tcpSequence + 1));
        }
        if (packet.payloadLength > 0) {
            int first = packet.hasFlag(PacketFacts.SYN) ? packet.tcpSequence + 1 : packet.tcpSequence;
            streams.computeIfAbsent(key, unseen -> DnsStream.from(first)).segment(packet, first, sink);
        }
        if (packet.hasFlag(PacketFacts.RST)) {
            streams.remove(key);
        }
    }
}
