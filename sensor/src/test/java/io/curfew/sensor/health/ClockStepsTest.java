package io.curfew.sensor.health;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

final class ClockStepsTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final ClockSteps clock = new ClockSteps();

    @Test
    void aClockThatRunsAndIsSlewedIsNotSet() {
        for (long tick = 0; tick < 1_000; tick++) {
            clock.look(5 * SECOND_NANOS + tick * (SECOND_NANOS / 2 + 1_000_000), tick * SECOND_NANOS / 2);
        }

        assertThat(clock.steps()).isZero();
    }

    @Test
    void aClockThatWasIn1970AndIsSetIsNoticedOnce() {
        clock.look(7 * SECOND_NANOS, 0);

        clock.look(1_800_000_000L * SECOND_NANOS, SECOND_NANOS);
        clock.look(1_800_000_001L * SECOND_NANOS, 2 * SECOND_NANOS);

        assertThat(clock.steps()).isEqualTo(1);
        assertThat(clock.last()).isEqualTo(Duration.ofSeconds(1_800_000_000L - 8));
    }

    @Test
    void aClockThatIsSetBackIsNoticed() {
        clock.look(100 * SECOND_NANOS, 0);

        clock.look(41 * SECOND_NANOS, SECOND_NANOS);

        assertThat(clock.last()).isEqualTo(Duration.ofMinutes(-1));
    }
}
