package io.curfew.collector.row;

import java.time.Duration;
import java.time.Instant;

/** Times in few octets: what passed since the row told the time before, at first since 2026 began. */
final class Moments {
    /** 1 January 2026, in days since 1970. */
    static final long FIRST_DAY = 20_454;

    /** The same in microseconds. */
    static final long BEGIN = FIRST_DAY * 86_400_000_000L;

    private static final int MICROS_A_SECOND = 1_000_000;
    private static final int NANOS_A_MICRO = 1_000;
    /** Beyond some 8,000 years from 1970 a time is written as it is. */
    private static final long MOST_SECONDS = 1L << 38;

    private static final int UNIT_BITS = 2;
    private static final int IN_MICROS = 0;
    private static final int IN_SECONDS = 1;
    private static final int IN_NANOS = 2;
    private static final int AS_IT_IS = 3;

    private Moments() {}

    static void write(RowOutput output, Instant moment) {
        long second = moment.getEpochSecond();
        int nanos = moment.getNano();
        if (second > MOST_SECONDS || second < -MOST_SECONDS) {
            output.unsigned(AS_IT_IS);
            output.signed(second);
            output.unsigned(nanos);
            return;
        }
        long micros = second * MICROS_A_SECOND + nanos / NANOS_A_MICRO;
        long passed = micros - output.said().micros;
        output.said().micros = micros;
        int rest = nanos % NANOS_A_MICRO;
        if (rest != 0) {
            passed(output, passed, IN_NANOS);
            output.unsigned(rest);
        } else if (passed != 0 && passed % MICROS_A_SECOND == 0) {
            passed(output, passed / MICROS_A_SECOND, IN_SECONDS);
        } else {
            passed(output, passed, IN_MICROS);
        }
    }

    private static void passed(RowOutput output, long count, int unit) {
        output.unsigned(RowOutput.zigzag(count) << UNIT_BITS | unit);
    }

    static Instant read(RowInput input) {
        long written = input.unsigned();
        int unit = (int) written & ((1 << UNIT_BITS) - 1);
        if (unit == AS_IT_IS) {
            long second = input.signed();
            return Instant.ofEpochSecond(second, input.unsigned());
        }
        long passed = RowInput.unzigzag(written >>> UNIT_BITS);
        long micros = input.said().micros + (unit == IN_SECONDS ? passed * MICROS_A_SECOND : passed);
        input.said().micros = micros;
        long nanos = Math.floorMod(micros, MICROS_A_SECOND) * (long) NANOS_A_MICRO;
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_A_SECOND), unit == IN_NANOS ? nanos + input.unsigned() : nanos);
    }

    static void write(RowOutput output, Duration duration) {
        output.signed(duration.getSeconds());
        int nanos = duration.getNano();
        boolean isOfMicros = nanos % NANOS_A_MICRO == 0;
        output.unsigned(isOfMicros ? (long) (nanos / NANOS_A_MICRO) << 1 : ((long) nanos << 1) | 1);
    }

    static Duration readDuration(RowInput input) {
        long seconds = input.signed();
        long written = input.unsigned();
        long number = written >>> 1;
        return Duration.ofSeconds(seconds, (written & 1) == 0 ? number * NANOS_A_MICRO : number);
    }
}
