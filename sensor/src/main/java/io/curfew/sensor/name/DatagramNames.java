package io.curfew.sensor.name;

import io.curfew.events.ApplicationProtocol;
import io.curfew.sensor.decode.PacketFacts;
import io.curfew.sensor.dns.DnsGuess;

/** Looks at the first datagrams of UDP flows. */
final class DatagramNames {
    static final int MOST_LOOKS = 16;

    private final Gatherings gatherings;
    private final QuicNames quic;
    private final DtlsReader dtls;

    DatagramNames(Gatherings gatherings, HelloReader hellos) {
        this.gatherings = gatherings;
        this.quic = new QuicNames(gatherings, hellos);
        this.dtls = new DtlsReader(hellos);
    }

    void look(Clues clues, PacketFacts packet, boolean fromInitiator) {
        int at = packet.payloadAt;
        int end = at + packet.payloadLength;
        if (at == end) {
            return;
        }
        clues.looks++;
        boolean isQuic = QuicHeader.mayBegin(packet.payload, at, end);
        boolean isSettled = isQuic
                ? fromInitiator && quic.read(clues, packet) == Progress.SETTLED
                : isOther(clues, packet, at, end);
        if (isSettled) {
            close(clues);
        } else if (clues.looks >= MOST_LOOKS) {
            abandon(clues);
        }
    }

    private boolean isOther(Clues clues, PacketFacts packet, int at, int end) {
        byte[] octets = packet.payload;
        if (dtls.read(clues, octets, at, end) == Progress.SETTLED
                || RequestReader.read(clues, octets, at, end, true) == Progress.SETTLED) {
            return true;
        }
        if (OtherSigns.isStun(octets, at, end)) {
            clues.protocol = ApplicationProtocol.STUN;
            return true;
        }
        if (FlowProtocol.isKnownPort(packet.destinationPort) || FlowProtocol.isKnownPort(packet.sourcePort)) {
            return true;
        }
        if (DnsGuess.looksLikeMessage(octets, at, end)) {
            clues.protocol = ApplicationProtocol.DNS;
            return true;
        }
        return false;
    }

    /** Makes do with what is there. */
    void abandon(Clues clues) {
        Gathering gathering = clues.gathering;
        if (gathering != null) {
            quic.abandon(clues, gathering);
        }
        close(clues);
    }

    private void close(Clues clues) {
        gatherings.release(clues);
        clues.isOpen = false;
    }

    long leftClosed() {
        return quic.leftClosed();
    }
}
