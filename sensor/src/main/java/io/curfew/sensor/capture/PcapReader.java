package io.curfew.sensor.capture;

import java.io.IOException;

/**
 * Reads pcap files (draft-ietf-opsawg-pcap): microseconds or nanoseconds, either end first, and the variant of Alexey
 * Kuznetzov's patches with longer packet headers. Link types, lengths and old minor versions are taken as libpcap does.
 */
final class PcapReader implements CaptureReader {
    private static final int FILE_HEADER_OCTETS = 24;
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int KUZNETZOV = 0xa1b2cd34;

    private final OctetInput input;
    private final int packetHeaderOctets;
    private final long nanosPerFraction;
    private final int linkType;
    private final int minorVersion;

    private PcapReader(OctetInput input, int magic) {
        this.input = input;
        this.packetHeaderOctets = magic == KUZNETZOV ? 24 : 16;
        this.nanosPerFraction = magic == NANOSECONDS ? 1 : 1_000;
        this.minorVersion = input.u16(6);
        // The upper bits say how long a frame check sequence is.
        this.linkType = input.i32(20) & 0x03ff_ffff;
    }

    /** True for the four octets, read big end first, that a pcap file may begin with. */
    static boolean recognises(int magic) {
        return isMagic(magic) || isMagic(Integer.reverseBytes(magic));
    }

    private static boolean isMagic(int magic) {
        return magic == MICROSECONDS || magic == NANOSECONDS || magic == KUZNETZOV;
    }

    static PcapReader open(OctetInput input) throws IOException {
        input.bigEndian(true);
        input.bigEndian(isMagic(input.i32(0)));
        if (!input.has(FILE_HEADER_OCTETS)) {
            throw new CaptureException("ends within the pcap file header");
        }
        PcapReader reader = new PcapReader(input, input.i32(0));
        input.skip(FILE_HEADER_OCTETS);
        return reader;
    }

    @Override
    public Step next(FrameSink sink) throws IOException {
        if (!input.has(packetHeaderOctets)) {
            return input.atEnd() ? Step.END : Step.CUT_SHORT;
        }
        long timestampNanos = input.u32(0) * 1_000_000_000L + input.u32(4) * nanosPerFraction;
        long captured = input.u32(8);
        long original = input.u32(12);
        if (minorVersion < 3 || (minorVersion == 3 && captured > original)) {
            long swapped = captured;
            captured = original;
            original = swapped;
        }
        if (captured > MOST_PACKET_OCTETS) {
            throw new CaptureException(
                    "a packet of " + captured + " octets at octet " + input.offset() + ": the file is damaged there");
        }
        input.skip(packetHeaderOctets);
        int capturedLength = (int) captured;
        if (!input.has(capturedLength)) {
            return Step.CUT_SHORT;
        }
        int originalLength = (int) Math.clamp(original, captured, Integer.MAX_VALUE);
        sink.frame(input.window(), input.position(), capturedLength, originalLength, linkType, timestampNanos);
        input.skip(capturedLength);
        return Step.PACKET;
    }
}
