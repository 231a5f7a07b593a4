package io.curfew.sensor.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads pcapng files (draft-ietf-opsawg-pcapng): any number of sections, each with its own byte order and at most
 * {@value #MOST_INTERFACES} interfaces with their own link type and clock; enhanced, simple and obsolete packet blocks.
 * Other blocks are passed over.
 */
final class PcapngReader implements CaptureReader {
    static final int SECTION_HEADER = 0x0a0d0d0a;

    private static final int MOST_INTERFACES = 65_536;
    private static final int BYTE_ORDER = 0x1a2b3c4d;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;
    private static final int BLOCK_HEADER_OCTETS = 8;
    private static final int SMALLEST_BLOCK_OCTETS = 12;
    private static final int LARGEST_DESCRIPTION_OCTETS = 1 << 20;
    private static final int RESOLUTION_OPTION = 9;
    private static final int OFFSET_OPTION = 14;

    private final OctetInput input;
    private final List<Interface> interfaces = new ArrayList<>();

    private record Interface(int linkType, long snapLength, TimestampResolution resolution) {}

    PcapngReader(OctetInput input) {
        this.input = input;
    }

    @Override
    public Step next(FrameSink sink) throws IOException {
        while (true) {
            if (!input.has(SMALLEST_BLOCK_OCTETS)) {
                return input.atEnd() ? Step.END : Step.CUT_SHORT;
            }
            int type = input.i32(0);
            if (type == SECTION_HEADER) {
                startSection();
            }
            long blockOctets = input.u32(4);
            if (blockOctets < SMALLEST_BLOCK_OCTETS) {
                throw damaged("a block of " + blockOctets + " octets");
            }
            long paddedOctets = blockOctets + 3 & ~3L;
            boolean isPacket = type == ENHANCED_PACKET || type == OBSOLETE_PACKET || type == SIMPLE_PACKET;
            if (isPacket) {
                return packet(type, paddedOctets, sink);
            }
            if (type == INTERFACE_DESCRIPTION && !describeInterface(blockOctets)) {
                return Step.CUT_SHORT;
            }
            if (!input.skip(paddedOctets)) {
                return Step.CUT_SHORT;
            }
        }
    }

    private void startSection() throws IOException {
        input.bigEndian(true);
        int order = input.i32(8);
        if (order != BYTE_ORDER && order != Integer.reverseBytes(BYTE_ORDER)) {
            throw damaged("a section without byte order mark");
        }
        input.bigEndian(order == BYTE_ORDER);
        interfaces.clear();
    }

    private boolean describeInterface(long blockOctets) throws IOException {
        if (blockOctets > LARGEST_DESCRIPTION_OCTETS || blockOctets < 20) {
            throw damaged("an interface description of " + blockOctets + " octets");
        }
        if (interfaces.size() == MOST_INTERFACES) {
            throw damaged("more than " + MOST_INTERFACES + " interfaces");
        }
        int octets = (int) blockOctets;
        if (!input.has(octets)) {
            return false;
        }
        TimestampResolution resolution = TimestampResolution.MICROSECONDS;
        int at = 16;
        int end = octets - 4;
        while (at + 4 <= end) {
            int code = input.u16(at);
            int length = input.u16(at + 2);
            at += 4;
            if (code == RESOLUTION_OPTION && length >= 1 && at < end) {
                resolution = resolution.withResolution(input.window()[input.position() + at] & 0xff);
            } else if (code == OFFSET_OPTION && length >= 8 && at + 8 <= end) {
                resolution = resolution.withOffset(offsetSeconds(at));
            }
            at += length + 3 & ~3;
        }
        interfaces.add(new Interface(input.u16(8), input.u32(12), resolution));
        return true;
    }

    private long offsetSeconds(int at) {
        // Eight octets in the section's order: a big-endian section puts the upper half first.
        boolean upperFirst = input.isBigEndian();
        long upper = input.u32(upperFirst ? at : at + 4);
        long lower = input.u32(upperFirst ? at + 4 : at);
        return upper << 32 | lower;
    }

    private Step packet(int type, long blockOctets, FrameSink sink) throws IOException {
        int headerOctets = BLOCK_HEADER_OCTETS + (type == SIMPLE_PACKET ? 4 : 20);
        if (blockOctets < headerOctets + 4) {
            throw damaged("a packet block of " + blockOctets + " octets");
        }
        if (!input.has(headerOctets)) {
            return Step.CUT_SHORT;
        }
        long number = switch (type) {
            case SIMPLE_PACKET -> 0;
            case OBSOLETE_PACKET -> input.u16(8);
            default -> input.u32(8);
        };
        if (number >= interfaces.size()) {
            throw damaged("a packet of interface " + number + ", which was not described,");
        }
        Interface source = interfaces.get((int) number);
        boolean simple = type == SIMPLE_PACKET;
        long original = input.u32(simple ? 8 : 24);
        long roomOctets = blockOctets - headerOctets - 4;
        long snapLength = source.snapLength == 0 ? Long.MAX_VALUE : source.snapLength;
        long captured = simple ? Math.min(Math.min(original, snapLength), roomOctets) : input.u32(20);
        if (captured > MOST_PACKET_OCTETS || captured > roomOctets) {
            throw damaged("a packet of " + captured + " octets");
        }
        // A simple packet has no time of its own.
        long timestampNanos = simple ? 0 : source.resolution.nanos(input.u32(12) << 32 | input.u32(16));
        input.skip(headerOctets);
        int capturedLength = (int) captured;
        if (!input.has(capturedLength)) {
            return Step.CUT_SHORT;
        }
        int originalLength = (int) Math.clamp(original, captured, Integer.MAX_VALUE);
        sink.frame(input.window(), input.position(), capturedLength, originalLength, source.linkType, timestampNanos);
        // What is missing behind the packet is noticed by the next call.
        input.skip(blockOctets - headerOctets);
        return Step.PACKET;
    }

    private CaptureException damaged(String what) {
        return new CaptureException(what + " at octet " + input.offset() + ": the file is damaged there");
    }
}
