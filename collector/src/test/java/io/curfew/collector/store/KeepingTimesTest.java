package io.curfew.collector.store;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class KeepingTimesTest {
    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void anHourIsKeptThatIsNoFurtherAwayThanHoursAreKept() {
        assertThat(Samples.A_YEAR.keepsHour(NOON.minus(YEAR), NOON)).isTrue();
        assertThat(Samples.A_YEAR.keepsHour(NOON.plus(YEAR), NOON)).isTrue();
    }

    @Test
    void anHourOfAClockThatWasNeverSetOrIsFarAheadIsNot() {
        assertThat(Samples.A_YEAR.keepsHour(NOON.minus(YEAR).minusSeconds(3_600), NOON))
                .isFalse();
        assertThat(Samples.A_YEAR.keepsHour(Instant.EPOCH, NOON)).isFalse();
        assertThat(Samples.A_YEAR.keepsHour(NOON.plus(YEAR).plusSeconds(3_600), NOON))
                .isFalse();
        assertThat(Samples.A_YEAR.keepsHour(Instant.MAX, NOON)).isFalse();
    }
}
