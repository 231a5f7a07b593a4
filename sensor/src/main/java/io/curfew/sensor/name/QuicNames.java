package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.sensor.decode.PacketFacts;
import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/**
 * ClientHellos out of the first packets of QUIC clients, over as many as they take. Opens at most
 * {@value #MOST_OPENED_A_SECOND} packets in a second of the packets' time, and {@value #MOST_RESERVED} more of those
 * who sent few, so that a flood of them costs little and hides nobody else, and counts what it leaves closed.
 */
final class QuicNames {
    static final int MOST_OPENED_A_SECOND = 500;

    static final int MOST_RESERVED = 100;

    private static final int FEW = 8;
    private static final long SECOND = 1_000_000_000L;
    private static final int MOST_COALESCED = 4;

    private final Gatherings gatherings;
    private final HelloReader hellos;
    private final QuicHeader header = new QuicHeader();
    private @Nullable QuicCipher cipher;
    /** How many packets of this second were opened of whom. */
    private final Map<Long, Integer> ofSenders = new HashMap<>();

    private long second;
    private int opened;
    private int reserved;
    private long leftClosed;

    QuicNames(Gatherings gatherings, HelloReader hellos) {
        this.gatherings = gatherings;
        this.hellos = hellos;
    }

    /** Takes a datagram of the initiator, which may hold several packets. */
    Progress read(Clues clues, PacketFacts packet) {
        Progress progress = Progress.FOREIGN;
        int at = packet.payloadAt;
        int end = at + packet.payloadLength;
        for (int packets = 0; packets < MOST_COALESCED && header.read(packet.payload, at, end); packets++) {
            if (header.isInitial && mayOpen(packet)) {
                Progress one = initial(clues, packet.payload);
                progress = one == Progress.FOREIGN ? progress : one;
            }
            if (progress == Progress.SETTLED) {
                break;
            }
            at = header.packetEnd;
        }
        return progress;
    }

    private boolean mayOpen(PacketFacts packet) {
        long of = Math.floorDiv(packet.timestampNanos, SECOND);
        if (of != second) {
            second = of;
            opened = 0;
            reserved = 0;
            ofSenders.clear();
        }
        long sender = sender(packet);
        if (opened < MOST_OPENED_A_SECOND) {
            opened++;
            ofSenders.merge(sender, 1, Integer::sum);
            return true;
        }
        if (reserved < MOST_RESERVED && ofSenders.getOrDefault(sender, 0) < FEW) {
            reserved++;
            ofSenders.merge(sender, 1, Integer::sum);
            return true;
        }
        leftClosed++;
        return false;
    }

    /** A device may have many addresses. */
    private static long sender(PacketFacts packet) {
        return packet.sourceMac == PacketFacts.NO_MAC ? packet.sourceHigh * 31 + packet.sourceLow : packet.sourceMac;
    }

    private Progress initial(Clues clues, byte[] octets) {
        QuicCipher opener = cipher;
        if (opener == null) {
            opener = new QuicCipher();
            cipher = opener;
        }
        Gathering gathering = clues.gathering;
        QuicKeys known = gathering == null ? null : gathering.keys;
        int length = known == null ? -1 : opener.open(known, header, octets);
        if (length < 0) {
            QuicKeys keys = newKeys(opener, known, octets);
            length = keys == null ? -1 : opener.open(keys, header, octets);
            if (keys == null || length < 0) {
                return Progress.FOREIGN;
            }
            // After a Retry the client begins again with the id that the server gave it (RFC 9001, section 5.2).
            gathering = gathering == null ? gatherings.take(clues) : gathering;
            gathering.clear();
            gathering.keys = keys;
        }
        if (gathering == null) {
            return Progress.FOREIGN;
        }
        clues.protocol = ApplicationProtocol.QUIC;
        QuicFrames.gather(gathering, opener.plain(), length);
        return hello(clues, gathering, false) ? Progress.SETTLED : Progress.UNFINISHED;
    }

    /** The keys that the packet's own connection id gives; absent when they are those already known. */
    private @Nullable QuicKeys newKeys(QuicCipher opener, @Nullable QuicKeys known, byte[] octets) {
        QuicVersion version = header.version;
        int at = header.connectionAt;
        int length = header.connectionOctets;
        if (version == null || (known != null && known.areOf(version, octets, at, length))) {
            return null;
        }
        try {
            return opener.keys(version, octets, at, length);
        } catch (GeneralSecurityException noKeys) {
            return null;
        }
    }

    /** Reads the hello that was gathered; false when it has no end yet. */
    private boolean hello(Clues clues, Gathering gathering, boolean isLast) {
        byte[] octets = gathering.octets();
        int whole = gathering.wholeOctets();
        if (whole < TlsReader.HANDSHAKE_HEADER_OCTETS) {
            return isLast;
        }
        if (octets[0] != TlsReader.CLIENT_HELLO) {
            return true;
        }
        int length = TlsReader.messageOctets(octets, 0);
        if (length > whole && !isLast && whole < Gathering.MOST_OCTETS) {
            return false;
        }
        clues.take(hellos.read(octets, TlsReader.HANDSHAKE_HEADER_OCTETS, length, whole, HelloKind.QUIC));
        return true;
    }

    /** Makes do with what is there. */
    void abandon(Clues clues, Gathering gathering) {
        hello(clues, gathering, true);
    }

    /** Packets that were left closed because others of the same second had taken the time. */
    long leftClosed() {
        return leftClosed;
    }
}
