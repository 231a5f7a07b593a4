package io.curfew.collector.row;

import java.time.Duration;
import java.time.Instant;

/** Times in few octets: whole seconds since 2026 began, then the rest, shorter when it is of whole microseconds. */
final class Moments {
    /** 1 January 2026, in days since 1970. */
    static final long FIRST_DAY = 20_454;

    private static final long BEGIN = 1_767_225_600L;
    private static final int NANOS_A_MICRO = 1_000;

    private Moments() {}

    static void write(RowOutput output, Instant moment) {
        output.signed(moment.getEpochSecond() - BEGIN);
        writeNanos(output, moment.getNano());
    }

    static Instant read(RowInput input) {
        long second = BEGIN + input.signed();
        return Instant.ofEpochSecond(second, readNanos(input));
    }

    static void write(RowOutput output, Duration duration) {
        output.signed(duration.getSeconds());
        writeNanos(output, duration.getNano());
    }

    static Duration readDuration(RowInput input) {
        long seconds = input.signed();
        return Duration.ofSeconds(seconds, readNanos(input));
    }

    private static void writeNanos(RowOutput output, int nanos) {
        boolean isOfMicros = nanos % NANOS_A_MICRO == 0;
        output.unsigned(isOfMicros ? (long) (nanos / NANOS_A_MICRO) << 1 : ((long) nanos << 1) | 1);
    }

    private static int readNanos(RowInput input) {
        long written = input.unsigned();
        long number = written >>> 1;
        return (int) ((written & 1) == 0 ? number * NANOS_A_MICRO : number);
    }
}
