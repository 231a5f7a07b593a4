package io.curfew.sensor.spool;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The first {@value #BYTES} octets of a segment: {@code CURFSPL1}, when it was begun, checksum.
 *
 * @param boot in which start of the machine it was begun
 * @param bornNanos when, by that start's clock
 */
record SegmentHeader(UUID boot, long bornNanos) {
    static final int BYTES = 36;
    private static final long MAGIC = 0x4355_5246_5350_4c31L;

    byte[] octets() {
        ByteBuffer header = ByteBuffer.allocate(BYTES)
                .putLong(MAGIC)
                .putLong(boot.getMostSignificantBits())
                .putLong(boot.getLeastSignificantBits())
                .putLong(bornNanos);
        return header.putInt(RecordForm.checksum(header.array(), 0, BYTES - Integer.BYTES))
                .array();
    }

    /** The header of a file; absent when it is damaged. */
    static @Nullable SegmentHeader read(RandomAccessFile file) throws IOException {
        if (file.length() < BYTES) {
            return null;
        }
        byte[] octets = new byte[BYTES];
        file.seek(0);
        file.readFully(octets);
        ByteBuffer header = ByteBuffer.wrap(octets);
        boolean isWhole = header.getLong() == MAGIC
                && header.getInt(BYTES - Integer.BYTES) == RecordForm.checksum(octets, 0, BYTES - Integer.BYTES);
        return isWhole ? new SegmentHeader(new UUID(header.getLong(), header.getLong()), header.getLong()) : null;
    }
}
