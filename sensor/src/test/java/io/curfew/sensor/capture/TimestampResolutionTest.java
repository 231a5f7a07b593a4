package io.curfew.sensor.capture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampResolutionTest {
    private static final TimestampResolution MICROSECONDS = TimestampResolution.MICROSECONDS;

    @Test
    void powersOfTenAreNanoseconds() {
        assertThat(MICROSECONDS.nanos(1_500_000)).isEqualTo(1_500_000_000L);
        assertThat(MICROSECONDS.withResolution(9).nanos(1_500_000_000L)).isEqualTo(1_500_000_000L);
        assertThat(MICROSECONDS.withResolution(12).nanos(1_500_000_000_000L)).isEqualTo(1_500_000_000L);
    }

    @Test
    void powersOfTwoAreNanoseconds() {
        assertThat(MICROSECONDS.withResolution(0x80 | 10).nanos(1_536)).isEqualTo(1_500_000_000L);
        assertThat(MICROSECONDS.withResolution(0x80 | 32).nanos(3L << 31)).isEqualTo(1_500_000_000L);
    }

    @Test
    void anOffsetIsAddedInSeconds() {
        assertThat(MICROSECONDS.withOffset(10).nanos(1)).isEqualTo(10_000_001_000L);
    }

    @Test
    void absurdResolutionsDoNotThrow() {
        for (int octet = 0; octet < 256; octet++) {
            MICROSECONDS.withResolution(octet).nanos(-1);
        }
    }
}
