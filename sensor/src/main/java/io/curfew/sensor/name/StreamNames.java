package io.curfew.sensor.name;

import io.curfew.sensor.decode.PacketFacts;

/**
 * Looks at the beginnings of TCP streams. A message that comes in several segments, in whatever order, is put together;
 * one that begins later in the stream, after a STARTTLS, is seen when it begins with a segment.
 */
final class StreamNames {
    static final int MOST_LOOKS = 24;

    private final TlsReader tls;
    private final Gatherings gatherings;

    StreamNames(Gatherings gatherings, HelloReader hellos) {
        this.gatherings = gatherings;
        this.tls = new TlsReader(hellos);
    }

    void look(Clues clues, PacketFacts packet, boolean fromInitiator) {
        int sequence = packet.tcpSequence;
        if (packet.hasFlag(PacketFacts.SYN)) {
            sequence++;
            if (fromInitiator) {
                clues.expectsFirst = true;
                clues.firstSequence = sequence;
            }
        }
        if (packet.payloadLength == 0) {
            return;
        }
        clues.looks++;
        Gathering gathering = clues.gathering;
        if (gathering == null) {
            begin(clues, packet, sequence, fromInitiator);
        } else if (gathering.isFromInitiator == fromInitiator) {
            put(gathering, packet, sequence);
            goOn(clues, gathering, false);
        }
        if (clues.isOpen && clues.looks >= MOST_LOOKS) {
            abandon(clues);
        }
    }

    private void begin(Clues clues, PacketFacts packet, int sequence, boolean fromInitiator) {
        if (fromInitiator && clues.expectsFirst) {
            int offset = sequence - clues.firstSequence;
            if (offset + packet.payloadLength <= 0) {
                return;
            }
            clues.expectsFirst = false;
            if (offset > 0 && offset < Gathering.MOST_OCTETS) {
                gather(clues, packet, clues.firstSequence, sequence, true);
                return;
            }
        }
        byte[] octets = packet.payload;
        int at = packet.payloadAt;
        int end = at + packet.payloadLength;
        Progress progress = read(clues, octets, at, end, false);
        if (progress == Progress.SETTLED) {
            close(clues);
        } else if (progress == Progress.UNFINISHED && (fromInitiator || clues.protocol != null)) {
            gather(clues, packet, sequence, sequence, fromInitiator);
        } else if (!fromInitiator && clues.protocol == null) {
            clues.protocol = OtherSigns.ofAnswer(octets, at, end);
        }
    }

    private void gather(Clues clues, PacketFacts packet, int firstSequence, int sequence, boolean fromInitiator) {
        Gathering gathering = gatherings.take(clues);
        gathering.firstSequence = firstSequence;
        gathering.isFromInitiator = fromInitiator;
        put(gathering, packet, sequence);
    }

    private static void put(Gathering gathering, PacketFacts packet, int sequence) {
        gathering.put(sequence - gathering.firstSequence, packet.payload, packet.payloadAt, packet.payloadLength);
    }

    private void goOn(Clues clues, Gathering gathering, boolean isLast) {
        int whole = gathering.wholeOctets();
        if (whole == 0) {
            return;
        }
        boolean isFull = whole == Gathering.MOST_OCTETS;
        switch (read(clues, gathering.octets(), 0, whole, isLast || isFull)) {
            case SETTLED -> close(clues);
            case FOREIGN -> gatherings.release(clues);
            case UNFINISHED -> {}
        }
    }

    private Progress read(Clues clues, byte[] octets, int at, int end, boolean isLast) {
        Progress progress = tls.read(clues, octets, at, end, isLast);
        if (progress != Progress.FOREIGN) {
            return progress;
        }
        progress = RequestReader.read(clues, octets, at, end, isLast);
        if (progress != Progress.FOREIGN) {
            return progress;
        }
        String protocol = OtherSigns.ofStream(octets, at, end);
        if (protocol == null) {
            return Progress.FOREIGN;
        }
        clues.protocol = protocol;
        return Progress.SETTLED;
    }

    /** Makes do with what is there. */
    void abandon(Clues clues) {
        Gathering gathering = clues.gathering;
        if (gathering != null) {
            goOn(clues, gathering, true);
        }
        close(clues);
    }

    private void close(Clues clues) {
        gatherings.release(clues);
        clues.isOpen = false;
    }
}
