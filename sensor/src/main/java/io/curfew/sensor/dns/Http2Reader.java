package io.curfew.sensor.dns;

import io.curfew.sensor.decode.Octets;
import io.curfew.sensor.decode.PacketFacts;

/**
 * DATA frames of HTTP/2 (RFC 9113) that hold a whole DNS message (RFC 8484), in the clear. Keeps at most one unfinished
 * frame, {@value #MOST_FRAME_OCTETS} octets; other and longer frames pass by. Behind a gap nothing can be told any
 * more.
 */
final class Http2Reader implements StreamReader {
    static final int MOST_FRAME_OCTETS = 16_384;

    private static final int PREFACE_OCTETS = 24;
    private static final int PREFACE_BEGINNING = 0x50524920;
    private static final int HEADER_OCTETS = 9;
    private static final int DATA = 0;
    private static final int UNKNOWN = -1;
    private static final int PADDED = 0x08;
    private static final byte[] NOTHING = {};

    private final byte[] header = new byte[HEADER_OCTETS];
    private int headerOctets;
    private byte[] frame = NOTHING;
    private int frameOctets;
    private int passBy = UNKNOWN;
    private boolean isLost;

    /** True when a packet begins a connection by prior knowledge: {@code PRI * HTTP/2.0}. Hot path. */
    static boolean isPreface(PacketFacts packet) {
        return packet.payloadLength >= PREFACE_OCTETS
                && Octets.i32(packet.payload, packet.payloadAt) == PREFACE_BEGINNING
                && Octets.i32(packet.payload, packet.payloadAt + PREFACE_OCTETS - 4) == 0x0d0a0d0a;
    }

    @Override
    public void octets(PacketFacts packet, byte[] octets, int from, int end, MessageSink sink) {
        int at = from;
        if (passBy == UNKNOWN) {
            // No frame that is allowed begins as the client's preface does.
            passBy = octets[from] == 'P' ? PREFACE_OCTETS : 0;
        }
        while (at < end && !isLost) {
            if (passBy > 0) {
                int count = Math.min(passBy, end - at);
                passBy -= count;
                at += count;
            } else if (headerOctets < HEADER_OCTETS) {
                header[headerOctets++] = octets[at++];
                if (headerOctets == HEADER_OCTETS) {
                    begin();
                }
            } else {
                int count = Math.min(frame.length - frameOctets, end - at);
                System.arraycopy(octets, at, frame, frameOctets, count);
                frameOctets += count;
                at += count;
                if (frameOctets == frame.length) {
                    deliver(packet, sink);
                }
            }
        }
    }

    private void begin() {
        int length = Octets.i32(header, 0) >>> 8;
        boolean isWanted = header[3] == DATA && length > 0 && length <= MOST_FRAME_OCTETS;
        if (isWanted) {
            frame = new byte[length];
        } else {
            passBy = length;
            headerOctets = 0;
        }
    }

    private void deliver(PacketFacts packet, MessageSink sink) {
        boolean isPadded = (header[4] & PADDED) != 0;
        int at = isPadded ? 1 : 0;
        int end = frame.length - (isPadded ? Octets.u8(frame, 0) : 0);
        if (DnsGuess.looksLikeMessage(frame, at, end)) {
            sink.message(packet, frame, at, end);
        }
        frame = NOTHING;
        frameOctets = 0;
        headerOctets = 0;
    }

    @Override
    public void gap() {
        isLost = true;
        frame = NOTHING;
    }

    @Override
    public int heldOctets() {
        return frame.length;
    }
}
