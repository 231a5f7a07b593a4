package io.curfew.sensor.spool;

import io.curfew.sensor.publish.EncodedBatch;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Reads the records of one segment file; what is damaged is passed over to the next whole record. */
final class SegmentReader implements AutoCloseable {
    private static final int STEP_BYTES = 64 * 1024;

    private final RandomAccessFile file;

    /**
     * A record.
     *
     * @param end the offset behind it
     * @param isNext true when it stands where it was looked for; false when something damaged was passed over
     */
    record Found(EncodedBatch batch, long end, boolean isNext) {}

    SegmentReader(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    @Nullable
    SegmentHeader header() throws IOException {
        return SegmentHeader.read(file);
    }

    /** The first whole record at {@code offset} or behind it; absent when there is none. */
    @Nullable
    Found next(long offset) throws IOException {
        Found found = at(offset, true);
        for (long mark = mark(offset + 1); found == null && mark >= 0; mark = mark(mark + 1)) {
            found = at(mark, false);
        }
        return found;
    }

    private @Nullable Found at(long offset, boolean isNext) throws IOException {
        long bodyAt = offset + RecordForm.HEAD_BYTES;
        if (bodyAt > file.length()) {
            return null;
        }
        byte[] octets = new byte[RecordForm.HEAD_BYTES];
        file.seek(offset);
        file.readFully(octets);
        ByteBuffer head = ByteBuffer.wrap(octets);
        int mark = head.getInt();
        int bodyBytes = head.getInt();
        int checksum = head.getInt();
        if (mark != RecordForm.MARK
                || bodyBytes < 0
                || bodyBytes > RecordForm.MOST_BODY_BYTES
                || bodyAt + bodyBytes > file.length()) {
            return null;
        }
        byte[] body = new byte[bodyBytes];
        file.readFully(body);
        EncodedBatch batch = RecordForm.checksum(body, 0, bodyBytes) == checksum ? RecordForm.read(body) : null;
        return batch == null ? null : new Found(batch, bodyAt + bodyBytes, isNext);
    }

    /** The offset of the next mark at {@code offset} or behind it; -1 when there is none. */
    private long mark(long offset) throws IOException {
        byte[] step = new byte[STEP_BYTES];
        long at = offset;
        while (at + RecordForm.HEAD_BYTES <= file.length()) {
            file.seek(at);
            int length = Math.max(0, file.read(step));
            ByteBuffer octets = ByteBuffer.wrap(step, 0, length);
            for (int place = 0; place + Integer.BYTES <= length; place++) {
                if (octets.getInt(place) == RecordForm.MARK) {
                    return at + place;
                }
            }
            at += Math.max(1, length - Integer.BYTES + 1);
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
