package io.curfew.sensor.spool;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes one segment file. Not by a channel: an interrupt would close that. */
final class SegmentWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final Segment segment;
    private final RandomAccessFile file;
    private boolean isSynced = true;

    private SegmentWriter(Segment segment, RandomAccessFile file) {
        this.segment = segment;
        this.file = file;
    }

    /** Begins a segment; when that fails nothing is left of it. */
    static SegmentWriter begin(Path folder, long number, Uptime uptime) throws IOException {
        Segment segment = new Segment(number, Segment.open(folder, number));
        segment.bornNanos = uptime.now();
        segment.lastNanos = segment.bornNanos;
        segment.bytes = SegmentHeader.BYTES;
        RandomAccessFile file = new RandomAccessFile(segment.path.toFile(), "rw");
        try {
            file.write(new SegmentHeader(uptime.boot(), segment.bornNanos).octets());
        } catch (IOException full) {
            file.close();
            Files.delete(segment.path);
            throw full;
        }
        return new SegmentWriter(segment, file);
    }

    Segment segment() {
        return segment;
    }

    /** Adds a record at the end, or nothing. */
    void append(byte[] record) throws IOException {
        file.seek(segment.bytes);
        try {
            file.write(record);
        } catch (IOException full) {
            file.setLength(segment.bytes);
            throw full;
        }
        isSynced = false;
    }

    void sync() throws IOException {
        if (!isSynced) {
            file.getFD().sync();
            isSynced = true;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException closedAnyhow) {
            LOG.atDebug().addKeyValue("reason", closedAnyhow.getMessage()).log("spool segment not closed");
        }
    }
}
