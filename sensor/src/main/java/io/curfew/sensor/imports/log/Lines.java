package io.curfew.sensor.imports.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Cuts octets into lines for a format, and counts. A line has at most {@value #LONGEST_OCTETS} octets: a longer one is
 * counted and passed over. For one thread at a time.
 */
public final class Lines {
    /** A DNS message of 64 KiB in base64, with what stands around it. */
    static final int LONGEST_OCTETS = 96 * 1024;

    private static final int USUAL_OCTETS = 512;

    private final LogFormat format;
    private final EnumMap<LineReading, Long> notUnderstood = new EnumMap<>(LineReading.class);
    private byte[] line = new byte[USUAL_OCTETS];
    private int octets;
    private boolean tooLong;
    private long items;

    public Lines(LogFormat format) {
        this.format = format;
    }

    /** Takes the next octets of the log. */
    public void take(byte[] bytes, int offset, int length) {
        int from = offset;
        int end = offset + length;
        for (int index = offset; index < end; index++) {
            if (bytes[index] == '\n') {
                keep(bytes, from, index - from);
                end();
                from = index + 1;
            }
        }
        keep(bytes, from, end - from);
    }

    /** Tells the format the lines with {@code #} at a log's beginning, when what follows them is not read. */
    void header(byte[] bytes, int length) {
        int from = 0;
        while (from < length && bytes[from] == '#') {
            int end = from;
            while (end < length && bytes[end] != '\n') {
                end++;
            }
            if (end < length) {
                format.line(new String(bytes, from, end - from, StandardCharsets.UTF_8));
            }
            from = end + 1;
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        if (tooLong || octets + length > LONGEST_OCTETS) {
            tooLong = true;
            return;
        }
        if (octets + length > line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST_OCTETS, Math.max(2 * line.length, octets + length)));
        }
        System.arraycopy(bytes, offset, line, octets, length);
        octets += length;
    }

    /** Takes what has come of a line as a whole one: the file ends here. */
    public void end() {
        if (tooLong) {
            count(LineReading.TOO_LONG);
        } else {
            int length = octets > 0 && line[octets - 1] == '\r' ? octets - 1 : octets;
            if (length > 0) {
                count(format.line(new String(line, 0, length, StandardCharsets.UTF_8)));
            }
        }
        octets = 0;
        tooLong = false;
        if (line.length > USUAL_OCTETS * 8) {
            line = new byte[USUAL_OCTETS];
        }
    }

    /** As {@link #end()} when a line has begun; nothing otherwise. */
    public void endIfBegun() {
        if (octets > 0 || tooLong) {
            end();
        }
    }

    /** Octets of the line that has begun; 0 for one that is passed over. */
    int begunOctets() {
        return tooLong ? 0 : octets;
    }

    private void count(LineReading reading) {
        items++;
        if (reading != LineReading.UNDERSTOOD) {
            notUnderstood.merge(reading, 1L, Long::sum);
        }
    }

    /** Lines that were not empty. */
    public long items() {
        return items;
    }

    /** Lines that made no sense, by reason. */
    public Map<String, Long> notUnderstood() {
        Map<String, Long> byReason = new TreeMap<>();
        notUnderstood.forEach((reading, lines) -> byReason.put(reading.reason(), lines));
        return byReason;
    }

    public LogFormat format() {
        return format;
    }
}
