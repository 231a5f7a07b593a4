package io.curfew.sensor.frames;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A little-endian pcap file with microseconds, in memory. */
public final class CaptureBytes {
    private final List<byte[]> parts = new ArrayList<>();

    public CaptureBytes(int linkType) {
        parts.add(littleEndian(24)
                .putInt(0xa1b2c3d4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(262_144)
                .putInt(linkType)
                .array());
    }

    /** Adds a frame at a time in milliseconds since 2026-11-01T12:00:00Z. */
    public CaptureBytes frame(long atMillis, byte[] frame) {
        long millis = 1_793_534_400_000L + atMillis;
        parts.add(littleEndian(16)
                .putInt((int) (millis / 1_000))
                .putInt((int) (millis % 1_000) * 1_000)
                .putInt(frame.length)
                .putInt(frame.length)
                .array());
        parts.add(frame);
        return this;
    }

    private static ByteBuffer littleEndian(int octets) {
        return ByteBuffer.allocate(octets).order(ByteOrder.LITTLE_ENDIAN);
    }

    public byte[] bytes() {
        return Frames.join(parts.toArray(byte[][]::new));
    }
}
