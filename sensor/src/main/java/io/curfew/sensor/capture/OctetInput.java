package io.curfew.sensor.capture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A window on a stream of octets: what was asked for lies in one array, so that frames are handed on without copying.
 * Holds 64 KiB, and more only while a single request is larger.
 *
 * <p>Hot path: one call of {@link #has} and a few of the readers for each packet.
 */
final class OctetInput implements AutoCloseable {
    private static final int WINDOW_OCTETS = 64 * 1024;

    private final InputStream stream;
    private byte[] window = new byte[WINDOW_OCTETS];
    private int position;
    private int limit;
    private long consumedBefore;
    private boolean bigEndian;

    OctetInput(InputStream stream) {
        this.stream = stream;
    }

    /** Which end of a number comes first in what follows. */
    void bigEndian(boolean bigEndian) {
        this.bigEndian = bigEndian;
    }

    boolean isBigEndian() {
        return bigEndian;
    }

    /** True when {@code count} octets lie in the window from the position on; false when the stream ends before. */
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        System.arraycopy(window, position, window, 0, limit - position);
        consumedBefore += position;
        limit -= position;
        position = 0;
        if (count > window.length) {
            window = Arrays.copyOf(window, count);
        }
        while (limit < count) {
            int got = stream.read(window, limit, window.length - limit);
            if (got < 0) {
                return false;
            }
            limit += got;
        }
        return true;
    }

    /** Passes over {@code count} octets; false when the stream ends before. */
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > limit - position) {
            left -= limit - position;
            position = limit;
            if (!has(1)) {
                return false;
            }
        }
        position += (int) left;
        return true;
    }

    /** True when the stream ends at the position. */
    boolean atEnd() throws IOException {
        return !has(1);
    }

    /** Octets passed over since the start. */
    long offset() {
        return consumedBefore + position;
    }

    byte[] window() {
        return window;
    }

    /** Index of the position in {@link #window()}. */
    int position() {
        return position;
    }

    /** The unsigned 16 bits {@code ahead} octets from the position, which must be in the window. */
    int u16(int ahead) {
        int first = window[position + ahead] & 0xff;
        int second = window[position + ahead + 1] & 0xff;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    /** The 32 bits {@code ahead} octets from the position, which must be in the window. */
    int i32(int ahead) {
        int at = position + ahead;
        return bigEndian
                ? window[at] << 24
                        | (window[at + 1] & 0xff) << 16
                        | (window[at + 2] & 0xff) << 8
                        | (window[at + 3] & 0xff)
                : window[at + 3] << 24
                        | (window[at + 2] & 0xff) << 16
                        | (window[at + 1] & 0xff) << 8
                        | (window[at] & 0xff);
    }

    /** The unsigned 32 bits {@code ahead} octets from the position, which must be in the window. */
    long u32(int ahead) {
        return i32(ahead) & 0xffff_ffffL;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
