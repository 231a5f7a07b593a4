package io.curfew.sensor.capture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CaptureFileTest {
    private static final byte[] FRAME = {1, 2, 3, 4, 5};
    private static final int SECONDS = 1_793_534_400;
    private static final long SECONDS_IN_NANOS = SECONDS * 1_000_000_000L;

    private record Seen(List<Byte> octets, int originalLength, int linkType, long timestampNanos) {}

    @Test
    void microsecondsAreRead() throws IOException {
        byte[] capture = pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 7);

        assertThat(read(capture)).containsExactly(seen(1, SECONDS_IN_NANOS + 7_000));
    }

    @Test
    void nanosecondsAreRead() throws IOException {
        byte[] capture = pcap(0xa1b23c4d, ByteOrder.LITTLE_ENDIAN, 7);

        assertThat(read(capture)).containsExactly(seen(1, SECONDS_IN_NANOS + 7));
    }

    @Test
    void theOtherByteOrderIsRead() throws IOException {
        assertThat(read(pcap(0xa1b2c3d4, ByteOrder.BIG_ENDIAN, 7))).containsExactly(seen(1, SECONDS_IN_NANOS + 7_000));
        assertThat(read(pcap(0xa1b23c4d, ByteOrder.BIG_ENDIAN, 7))).containsExactly(seen(1, SECONDS_IN_NANOS + 7));
    }

    @Test
    void kuznetzovsLongerPacketHeadersAreRead() throws IOException {
        byte[] capture = pcap(0xa1b2cd34, ByteOrder.LITTLE_ENDIAN, 7);

        assertThat(read(capture)).containsExactly(seen(1, SECONDS_IN_NANOS + 7_000));
    }

    @Test
    void gzipIsReadAsIfItWereNotThere() throws IOException {
        byte[] capture = pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 7);

        assertThat(read(zipped(capture))).isEqualTo(read(capture));
    }

    @Test
    void eachInterfaceOfAPcapngHasItsOwnLinkTypeAndClock() throws IOException {
        byte[] capture = join(
                section(ByteOrder.LITTLE_ENDIAN),
                interfaceBlock(ByteOrder.LITTLE_ENDIAN, 1, 6),
                interfaceBlock(ByteOrder.LITTLE_ENDIAN, 101, 9),
                enhancedPacket(ByteOrder.LITTLE_ENDIAN, 0, SECONDS * 1_000_000L + 7),
                enhancedPacket(ByteOrder.LITTLE_ENDIAN, 1, SECONDS_IN_NANOS + 7));

        assertThat(read(capture)).containsExactly(seen(1, SECONDS_IN_NANOS + 7_000), seen(101, SECONDS_IN_NANOS + 7));
    }

    @Test
    void eachSectionOfAPcapngHasItsOwnByteOrder() throws IOException {
        byte[] capture = join(
                section(ByteOrder.LITTLE_ENDIAN),
                interfaceBlock(ByteOrder.LITTLE_ENDIAN, 1, 9),
                enhancedPacket(ByteOrder.LITTLE_ENDIAN, 0, 5),
                section(ByteOrder.BIG_ENDIAN),
                interfaceBlock(ByteOrder.BIG_ENDIAN, 101, 9),
                enhancedPacket(ByteOrder.BIG_ENDIAN, 0, 6));

        assertThat(read(capture)).containsExactly(seen(1, 5), seen(101, 6));
    }

    @Test
    void simpleAndObsoletePacketBlocksAreRead() throws IOException {
        byte[] simple = block(ByteOrder.LITTLE_ENDIAN, 3, little(12).putInt(5).put(FRAME));
        byte[] obsolete = block(
                ByteOrder.LITTLE_ENDIAN,
                2,
                little(28)
                        .putShort((short) 0)
                        .putShort((short) 0)
                        .putInt(0)
                        .putInt(9)
                        .putInt(5)
                        .putInt(5)
                        .put(FRAME));
        byte[] unknown = block(ByteOrder.LITTLE_ENDIAN, 77, little(4));
        byte[] capture = join(
                section(ByteOrder.LITTLE_ENDIAN),
                interfaceBlock(ByteOrder.LITTLE_ENDIAN, 1, 9),
                simple,
                unknown,
                obsolete);

        assertThat(read(capture)).containsExactly(seen(1, 0), seen(1, 9));
    }

    @Test
    void aCaptureThatEndsWithinAPacketGivesWhatStandsBefore() throws IOException {
        byte[] whole = pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 7);
        byte[] capture = join(whole, Arrays.copyOfRange(whole, 24, whole.length - 2));
        List<Seen> seen = new ArrayList<>();

        try (CaptureFile file = CaptureFile.of(new ByteArrayInputStream(capture))) {
            while (file.next(sink(seen))) {}

            assertThat(file.isCutShort()).isTrue();
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void gzipThatEndsTooEarlyGivesWhatStandsBefore() throws IOException {
        byte[] capture = zipped(pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 7));
        List<Seen> seen = new ArrayList<>();

        try (CaptureFile file = CaptureFile.of(new ByteArrayInputStream(capture, 0, capture.length - 10))) {
            while (file.next(sink(seen))) {}

            assertThat(file.isCutShort()).isTrue();
        }
    }

    @Test
    void gzipThatHoldsNothingIsRefused() {
        assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b}))
                .isInstanceOf(CaptureException.class)
                .hasMessage("is gzip, but damaged at its beginning");
    }

    @Test
    void aPacketOfAbsurdLengthIsDamage() {
        byte[] capture = pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 7);
        capture[24 + 11] = 0x7f;

        assertThatThrownBy(() -> read(capture))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("at octet 24: the file is damaged there");
    }

    @Test
    void whatIsNoCaptureIsRefused() {
        assertThatThrownBy(() -> read("#!/bin/sh\n".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CaptureException.class)
                .hasMessage("is no pcap or pcapng file");
        assertThatThrownBy(() -> read(new byte[0]))
                .isInstanceOf(CaptureException.class)
                .hasMessage("is empty");
    }

    @Test
    void damagedGzipIsRefused() throws IOException {
        byte[] capture = zipped(pcap(0xa1b2c3d4, ByteOrder.LITTLE_ENDIAN, 7));
        Arrays.fill(capture, 12, 20, (byte) 0xff);

        assertThatThrownBy(() -> read(capture))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("gzip");
    }

    @Test
    void aMissingFileAndAFolderAreNamedAsSuch(@TempDir Path folder) {
        assertThatThrownBy(() -> CaptureFile.open(folder.resolve("absent.pcap")))
                .isInstanceOf(CaptureException.class)
                .hasMessage("no such file");
        assertThatThrownBy(() -> CaptureFile.open(folder))
                .isInstanceOf(CaptureException.class)
                .hasMessage("is a folder, not a capture file");
    }

    private static Seen seen(int linkType, long timestampNanos) {
        return new Seen(octets(FRAME, 0, FRAME.length), FRAME.length, linkType, timestampNanos);
    }

    private static List<Byte> octets(byte[] array, int at, int length) {
        List<Byte> octets = new ArrayList<>();
        for (int index = at; index < at + length; index++) {
            octets.add(array[index]);
        }
        return octets;
    }

    private static FrameSink sink(List<Seen> seen) {
        return (frame, offset, captured, original, linkType, nanos) ->
                seen.add(new Seen(octets(frame, offset, captured), original, linkType, nanos));
    }

    private static List<Seen> read(byte[] capture) throws IOException {
        List<Seen> seen = new ArrayList<>();
        try (CaptureFile file = CaptureFile.of(new ByteArrayInputStream(capture))) {
            while (file.next(sink(seen))) {}
        }
        return seen;
    }

    private static byte[] pcap(int magic, ByteOrder order, int fraction) {
        int packetHeader = magic == 0xa1b2cd34 ? 24 : 16;
        ByteBuffer file = ByteBuffer.allocate(24 + packetHeader + FRAME.length).order(order);
        file.putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(65_535)
                .putInt(1);
        file.putInt(SECONDS).putInt(fraction).putInt(FRAME.length).putInt(FRAME.length);
        file.position(24 + packetHeader).put(FRAME);
        return file.array();
    }

    private static byte[] zipped(byte[] octets) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(octets);
        }
        return zipped.toByteArray();
    }

    private static ByteBuffer little(int octets) {
        return ByteBuffer.allocate(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] section(ByteOrder order) {
        ByteBuffer body = ByteBuffer.allocate(16).order(order);
        return block(
                order,
                0x0a0d0d0a,
                body.putInt(0x1a2b3c4d).putShort((short) 1).putShort((short) 0).putLong(-1));
    }

    private static byte[] interfaceBlock(ByteOrder order, int linkType, int resolution) {
        ByteBuffer body = ByteBuffer.allocate(20).order(order);
        body.putShort((short) linkType).putShort((short) 0).putInt(0);
        return block(order, 1, body.putShort((short) 9).putShort((short) 1).put((byte) resolution));
    }

    private static byte[] enhancedPacket(ByteOrder order, int interfaceNumber, long ticks) {
        ByteBuffer body = ByteBuffer.allocate(28).order(order);
        body.putInt(interfaceNumber)
                .putInt((int) (ticks >>> 32))
                .putInt((int) ticks)
                .putInt(5)
                .putInt(5);
        return block(order, 6, body.put(FRAME));
    }

    private static byte[] block(ByteOrder order, int type, ByteBuffer body) {
        int length = body.capacity() + 12;
        ByteBuffer block = ByteBuffer.allocate(length).order(order);
        return block.putInt(type)
                .putInt(length)
                .put(body.rewind().limit(body.capacity()))
                .putInt(length)
                .array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
