package io.curfew.sensor.capture;

/**
 * How a pcapng interface counts time: ticks since 1970, at a power of ten or of two a second, and an offset in seconds.
 */
record TimestampResolution(boolean powerOfTwo, int exponent, long offsetSeconds) {
    static final TimestampResolution MICROSECONDS = new TimestampResolution(false, 6, 0);

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int MOST_DECIMALS = 18;

    /** Reads the octet of option {@code if_tsresol}: the top bit chooses the base, the others are the exponent. */
    TimestampResolution withResolution(int octet) {
        return new TimestampResolution((octet & 0x80) != 0, octet & 0x7f, offsetSeconds);
    }

    TimestampResolution withOffset(long seconds) {
        return new TimestampResolution(powerOfTwo, exponent, seconds);
    }

    /** The time of {@code ticks}, unsigned, in nanoseconds since 1970; what does not fit wraps around. */
    long nanos(long ticks) {
        long seconds;
        long nanos;
        if (powerOfTwo) {
            int shift = Math.min(exponent, 63);
            seconds = ticks >>> shift;
            long fraction = ticks & ((1L << shift) - 1);
            // 30 bits of fraction are finer than a nanosecond and leave room for the product.
            int surplus = Math.max(0, shift - 30);
            nanos = ((fraction >>> surplus) * NANOS_PER_SECOND) >>> (shift - surplus);
        } else {
            long perSecond = tenTo(Math.min(exponent, MOST_DECIMALS));
            seconds = Long.divideUnsigned(ticks, perSecond);
            long fraction = Long.remainderUnsigned(ticks, perSecond);
            nanos = exponent <= 9
                    ? fraction * (NANOS_PER_SECOND / perSecond)
                    : fraction / (perSecond / NANOS_PER_SECOND);
        }
        return (seconds + offsetSeconds) * NANOS_PER_SECOND + nanos;
    }

    private static long tenTo(int exponent) {
        long power = 1;
        for (int index = 0; index < exponent; index++) {
            power *= 10;
        }
        return power;
    }
}
