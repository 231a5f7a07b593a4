package io.curfew.sensor.imports.netflow;

/**
 * A record's first and last time, from the many forms in which exporters write them. Times before 1970 or after 2200
 * are none.
 */
final class RecordTimes {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long LATEST_SECOND = 7_258_118_400L;
    private static final long NONE = ExportedRecord.NONE;

    private long first;
    private long last;
    private long firstUp;
    private long lastUp;
    private long firstBeforeMicros;
    private long lastBeforeMicros;
    private long duration;
    private long observed;

    void clear() {
        first = NONE;
        last = NONE;
        firstUp = NONE;
        lastUp = NONE;
        firstBeforeMicros = NONE;
        lastBeforeMicros = NONE;
        duration = NONE;
        observed = NONE;
    }

    /** Takes one field; passes over all that is no time. */
    void field(int element, long value) {
        switch (element) {
            case 22 -> firstUp = value & 0xffff_ffffL;
            case 21 -> lastUp = value & 0xffff_ffffL;
            case 150 -> first = seconds(value);
            case 151 -> last = seconds(value);
            case 152 -> first = millis(value);
            case 153 -> last = millis(value);
            case 154, 156 -> first = ntp(value);
            case 155, 157 -> last = ntp(value);
            case 158 -> firstBeforeMicros = value & 0xffff_ffffL;
            case 159 -> lastBeforeMicros = value & 0xffff_ffffL;
            case 161 -> duration = (value & 0xffff_ffffL) * MILLI;
            case 162 -> duration = (value & 0xffff_ffffL) * 1_000;
            case 322 -> observed = seconds(value);
            case 323 -> observed = millis(value);
            case 324, 325 -> observed = ntp(value);
            default -> {}
        }
    }

    private static long seconds(long value) {
        return value < 0 || value > LATEST_SECOND ? NONE : value * SECOND;
    }

    private static long millis(long value) {
        return value < 0 || value > LATEST_SECOND * 1_000 ? NONE : value * MILLI;
    }

    /** Seconds since 1900 and their fraction (RFC 5905), as RFC 7011 has micro- and nanoseconds. */
    private static long ntp(long value) {
        long nanos = ((value & 0xffff_ffffL) * SECOND) >>> 32;
        long second = (value >>> 32) - SECONDS_1900_TO_1970;
        return second < 0 ? NONE : second * SECOND + nanos;
    }

    /** Fills in the record's times: where it has none, it was sent when it ended. */
    void settle(ExportedRecord record, ExportHeader header) {
        long exported = Math.clamp(header.exportMillis(), 0, LATEST_SECOND * 1_000) * MILLI;
        if (firstUp != NONE && first == NONE) {
            first = up(firstUp, record, header, exported);
        }
        if (lastUp != NONE && last == NONE) {
            last = up(lastUp, record, header, exported);
        }
        if (firstBeforeMicros != NONE && first == NONE) {
            first = Math.max(0, exported - firstBeforeMicros * 1_000);
        }
        if (lastBeforeMicros != NONE && last == NONE) {
            last = Math.max(0, exported - lastBeforeMicros * 1_000);
        }
        if (last == NONE && first != NONE && duration != NONE) {
            last = first + duration;
        }
        if (last == NONE) {
            last = observed != NONE ? observed : Math.max(first, exported);
        }
        if (first == NONE) {
            first = duration == NONE ? last : Math.max(0, last - duration);
        }
        record.firstNanos = Math.min(first, last);
        record.lastNanos = last;
    }

    /** Milliseconds of uptime, 32 bits that wrap each 49 days, by the header's clock or by the exporter's start. */
    private long up(long upMillis, ExportedRecord record, ExportHeader header, long exported) {
        if (header.version() != ExportHeader.IPFIX) {
            int ago = header.upMillis() - (int) upMillis;
            return Math.max(0, exported - ago * MILLI);
        }
        if (record.bootMillis > 0 && millis(record.bootMillis) != NONE) {
            return millis(record.bootMillis) + upMillis * MILLI;
        }
        long behindLast = firstUp == NONE || lastUp == NONE ? 0 : (int) (lastUp - upMillis) * MILLI;
        return Math.max(0, exported - behindLast);
    }
}
