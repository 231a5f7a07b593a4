package io.curfew.collector.api;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class LiveEventsTest {
    @Test
    void aStreamIsOpenAsLongAsItsTokenHolds() {
        Duration open = LiveEvents.openFor(NOON, NOON.plusSeconds(20));

        assertThat(open).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aStreamOfATokenThatHoldsForLongIsOpenedAnewAfterFiveMinutes() {
        Duration open = LiveEvents.openFor(NOON, NOON.plus(Duration.ofDays(1)));

        assertThat(open).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aStreamOfATokenThatHasJustExpiredEndsInASecond() {
        Duration open = LiveEvents.openFor(NOON, NOON.minusSeconds(1));

        assertThat(open).isEqualTo(Duration.ofSeconds(1));
    }
}
