package io.curfew.collector.replay;

import io.curfew.collector.store.Samples;
import io.curfew.events.Observation;
import io.curfew.events.ObservationBatch;
import io.curfew.events.SensorId;
import io.curfew.events.SiteId;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of the batches that are not recorded matter for an hour. */
class MissingBatchesTest {
    private static final Instant FROM = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant TO = FROM.plus(Duration.ofHours(1));
    private static final SensorId ATTIC = new SensorId("attic");

    private final MissingBatches missing = new MissingBatches(FROM, TO);

    private static ObservationBatch batch(SensorId sensor, long sequence, Instant... times) {
        List<Observation> observations =
                Stream.of(times).map(at -> Samples.judgedFlow(at).observation()).toList();
        return new ObservationBatch(new SiteId("lisbon"), sensor, "r", sequence, observations);
    }

    private static ObservationBatch batch(long sequence, Instant... times) {
        return batch(ATTIC, sequence, times);
    }

    private static Instant minutes(long behindFrom) {
        return FROM.plus(Duration.ofMinutes(behindFrom));
    }

    @Test
    void whatIsMissingWithinTheSpanCounts() {
        assertThat(missing.take(batch(100, minutes(10)))).isZero();

        assertThat(missing.take(batch(103, minutes(20)))).isEqualTo(2);
    }

    @Test
    void anOutageThatBeganBeforeAndReachesIntoTheSpanCounts() {
        missing.take(batch(100, minutes(-60)));

        assertThat(missing.take(batch(500, minutes(30)))).isEqualTo(399);
    }

    @Test
    void anOutageThatBeginsInTheSpanAndEndsBehindItCounts() {
        missing.take(batch(100, minutes(30)));

        assertThat(missing.take(batch(500, minutes(600)))).isEqualTo(399);
    }

    @Test
    void anOutageAsLongAsTheSpanCounts() {
        missing.take(batch(100, minutes(-30)));

        assertThat(missing.take(batch(500, minutes(600)))).isEqualTo(399);
    }

    @Test
    void whatIsMissingBeforeTheSpanOrBehindItDoesNotCount() {
        missing.take(batch(100, minutes(-60)));
        assertThat(missing.take(batch(103, minutes(-50)))).isZero();

        missing.take(batch(104, minutes(30)));
        missing.take(batch(105, minutes(5_000)));

        assertThat(missing.take(batch(111, minutes(5_004)))).isZero();
    }

    @Test
    void oldLinesInABatchOfTodayHideNothing() {
        missing.take(batch(100, minutes(10)));

        assertThat(missing.take(batch(103, minutes(-9_000), minutes(20)))).isEqualTo(2);
        assertThat(missing.take(batch(106, minutes(-9_000)))).isEqualTo(2);
    }

    @Test
    void aBatchThatComesAfterAllIsNotMissingAnyMoreWhereItCounted() {
        missing.take(batch(100, minutes(-60)));
        missing.take(batch(103, minutes(-50)));
        missing.take(batch(106, minutes(30)));

        assertThat(missing.take(batch(101, minutes(-55)))).isZero();
        assertThat(missing.take(batch(104, minutes(-40)))).isEqualTo(-1);
        assertThat(missing.take(batch(104, minutes(-40)))).isNull();
    }

    @Test
    void ofARunThatIsNewNobodyKnowsWhereItBegan() {
        assertThat(missing.take(batch(100, minutes(10)))).isZero();
    }

    @Test
    void sensorsAreCountedApart() {
        missing.take(batch(100, minutes(10)));
        missing.take(batch(new SensorId("cellar"), 200, minutes(-60)));

        assertThat(missing.take(batch(new SensorId("cellar"), 203, minutes(-50))))
                .isZero();
        assertThat(missing.take(batch(101, minutes(11)))).isZero();
    }
}
