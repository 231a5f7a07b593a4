package io.curfew.sensor.dns;

import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.decode.Tunnel;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Follows TCP streams, one for each direction: at most {@code capacity}, and {@value #MOST_HELD_OCTETS} octets of what
 * waits or is unfinished in all. Those that were silent for longest are forgotten to make room; where a message was
 * unfinished, that is counted.
 */
final class TcpStreams {
    static final int MOST_HELD_OCTETS = 1 << 18;

    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final Map<Key, TcpStream> streams = new LinkedHashMap<>(INITIAL_CAPACITY, LOAD_FACTOR, true);
    private final int capacity;
    private final Supplier<StreamReader> readers;
    private int heldOctets;
    private long givenUp;

    private record Key(
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long destinationHigh,
            long destinationLow,
            int destinationPort,
            @Nullable Tunnel tunnel) {
        // By hand: those of a record go through method handles, which cost more than the rest of a packet.
        @Override
        public int hashCode() {
            long addresses = (sourceHigh * 31 + sourceLow) * 31 + destinationHigh * 31 + destinationLow;
            return Long.hashCode(addresses) * 31 + sourcePort * 31 + destinationPort;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that
                    && sourceLow == that.sourceLow
                    && destinationLow == that.destinationLow
                    && sourcePort == that.sourcePort
                    && destinationPort == that.destinationPort
                    && sourceHigh == that.sourceHigh
                    && destinationHigh == that.destinationHigh
                    && tunnel == that.tunnel;
        }
    }

    /** @param readers makes the reader of a new stream */
    TcpStreams(int capacity, Supplier<StreamReader> readers) {
        this.capacity = capacity;
        this.readers = readers;
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
        int first = packet.hasFlag(PacketFacts.SYN) ? packet.tcpSequence + 1 : packet.tcpSequence;
        if (packet.hasFlag(PacketFacts.SYN)) {
            forget(key);
            streams.put(key, new TcpStream(first, readers.get()));
        }
        if (packet.payloadLength > 0) {
            TcpStream stream = streams.computeIfAbsent(key, unseen -> new TcpStream(first, readers.get()));
            heldOctets -= stream.heldOctets();
            stream.segment(packet, first, sink);
            heldOctets += stream.heldOctets();
        }
        if (packet.hasFlag(PacketFacts.RST)) {
            forget(key);
        }
        makeRoom();
    }

    private void forget(Key key) {
        TcpStream stream = streams.remove(key);
        if (stream != null) {
            heldOctets -= stream.heldOctets();
        }
    }

    private void makeRoom() {
        while (streams.size() > capacity || heldOctets > MOST_HELD_OCTETS) {
            Iterator<TcpStream> silentLongest = streams.values().iterator();
            int octets = silentLongest.next().heldOctets();
            silentLongest.remove();
            heldOctets -= octets;
            givenUp += octets > 0 ? 1 : 0;
        }
    }

    int heldOctets() {
        return heldOctets;
    }

    /** Streams that were forgotten with a message unfinished. */
    long givenUp() {
        return givenUp;
    }
}
