package io.curfew.collector.index;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

class CourtesyTest {
    private static final Duration BULK = Duration.ofMillis(200);

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger rests = new AtomicInteger();
    private final CorrelationProgress progress = new CorrelationProgress(nanos::get);
    private final Courtesy courtesy = new Courtesy(progress::isBehind, rests::incrementAndGet);

    /** A second later. */
    private Duration restWhen(long done, long end) {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        progress.looked(done, end);
        return courtesy.restAfter(BULK);
    }

    @Test
    void whatTheLastTwoSecondsDidIsNotBehind() {
        assertThat(restWhen(0, 500)).isZero();
        assertThat(restWhen(500, 900)).isZero();
        assertThat(restWhen(1_000, 2_000)).isZero();
        assertThat(rests).hasValue(0);
    }

    @Test
    void moreThanThatIsWaitedFor() {
        restWhen(0, 500);

        assertThat(restWhen(500, 1_501)).isEqualTo(BULK.multipliedBy(3));
        assertThat(rests).hasValue(1);
    }

    @Test
    void whoStandsStillIsWaitedFor() {
        restWhen(500, 500);

        assertThat(restWhen(500, 600)).isPositive();
    }

    @Test
    void aHandfulIsNotBehind() {
        restWhen(500, 500);

        assertThat(restWhen(500, 550)).isZero();
    }

    @Test
    void trafficGoesOnAsBeforeOnceAllIsDone() {
        restWhen(0, 5_000);
        assertThat(restWhen(100, 5_000)).isPositive();

        assertThat(restWhen(4_900, 5_000)).isZero();
    }

    @Test
    void aLongBulkIsNotPaidForWithALongerRestThanThreeSeconds() {
        restWhen(0, 5_000);
        restWhen(1, 5_000);

        assertThat(courtesy.restAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(3));
    }
}
