package io.curfew.policy.memory;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** What a device sends counts on the day on which it did, however late a sensor tells. */
final class HabitTest {
    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");

    private static Instant day(int number) {
        return NOON.plus(Duration.ofDays(number));
    }

    @Test
    void whatIsToldLateOfADayCountsOnThatDay() {
        Habit habit = Habit.since(NOON)
                .withOctets(day(0), 100)
                .withOctets(day(1), 200)
                .withOctets(day(2), 300);

        Habit told = habit.withOctets(day(0), 11).withOctets(day(1), 22);

        assertThat(told.octetsByDay()).containsExactly(111L, 222L);
        assertThat(told.octetsToday()).isEqualTo(300);
    }

    @Test
    void whatIsToldOfADayThatIsNoLongerKeptIsLeftOut() {
        Habit habit = Habit.since(NOON).withOctets(day(0), 100).withOctets(day(20), 200);

        assertThat(habit.withOctets(day(0), 11)).isEqualTo(habit);
    }

    @Test
    void anHourThatHasYetToComeIsThisOne() {
        Volume ahead = Volume.NONE.with(day(400), 100);

        Volume sent = Habit.since(NOON)
                .withVolumes(ahead, Volume.NONE)
                .noLaterThan(NOON)
                .sent()
                .with(NOON, 20);

        assertThat(sent.octets(NOON)).isEqualTo(120);
    }
}
