package io.curfew.collector.store;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class SensorTroubleTest {
    private static final SensorVitals WELL =
            new SensorVitals(NOON.minusSeconds(60), 12, 0, 0, 0, 7, 0.6, List.of(), 0, 0, 0, 0);

    @Test
    void aSensorThatReportsAndSeesIsWell() {
        assertThat(troubles(sensor(1_000, 9, true, WELL), NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void sixMissedReportsAreSilence() {
        assertThat(troubles(sensor(1_000, 0, true, WELL), NOON.plusMillis(60_001)))
                .containsExactly(SensorTrouble.SILENT);
    }

    @Test
    void aSensorWhoseClockIsBehindIsHeardAllTheSame() {
        assertThat(troubles(heardAt(NOON.plusSeconds(3_600)), NOON.plusSeconds(3_660)))
                .isEmpty();
    }

    @Test
    void aSensorWhoseClockIsAheadFallsSilentWhenItIsHeardNoMore() {
        assertThat(troubles(heardAt(NOON.minusSeconds(3_600)), NOON.minusSeconds(3_539)))
                .containsExactly(SensorTrouble.SILENT, SensorTrouble.CLOCK);
    }

    @Test
    void whatAnEarlierVersionStoredIsJudgedByTheSensorsClock() {
        SensorStatus stored = heardAt(null);

        assertThat(troubles(stored, NOON.plusSeconds(60))).isEmpty();
        assertThat(troubles(stored, NOON.plusSeconds(61))).containsExactly(SensorTrouble.SILENT);
        assertThat(troubles(stored, NOON.minusSeconds(61))).containsExactly(SensorTrouble.CLOCK);
    }

    @Test
    void aHundredthOfThePacketsIsALoss() {
        assertThat(troubles(sensor(990, 10, true, WELL), NOON)).containsExactly(SensorTrouble.LOSSY);
    }

    @Test
    void anInterfaceThatIsDownSeesNothing() {
        assertThat(troubles(sensor(1_000, 0, false, WELL), NOON)).containsExactly(SensorTrouble.BLIND);
    }

    @Test
    void broadcastsAloneAreNoSight() {
        SensorVitals broadcasts = new SensorVitals(NOON.minusSeconds(60), 12, 0, 0, 0, 7, 0.019, List.of(), 0, 0, 0, 0);

        assertThat(troubles(sensor(1_000, 0, true, broadcasts), NOON)).containsExactly(SensorTrouble.BLIND);
    }

    @Test
    void whatWaitsForMoreThanAMinuteIsBehind() {
        SensorVitals behind = new SensorVitals(NOON, 0, 0, 9_000, 61, 7, 0.6, List.of(), 0, 0, 0, 0);

        assertThat(troubles(sensor(1_000, 0, true, behind), NOON)).containsExactly(SensorTrouble.BEHIND);
    }

    @Test
    void aClockThatWasSetByAMinuteOrIsAheadIsATrouble() {
        SensorVitals setBack = new SensorVitals(NOON, 0, 0, 0, 0, 7, 0.6, List.of(), 1, -60, 0, 0);

        assertThat(troubles(sensor(1_000, 0, true, setBack), NOON)).containsExactly(SensorTrouble.CLOCK);
        assertThat(troubles(heardAt(NOON.minusSeconds(61)), NOON.minusSeconds(61)))
                .containsExactly(SensorTrouble.CLOCK);
    }

    @Test
    void theGravestTroubleComesFirst() {
        assertThat(troubles(Samples.sensor(LISBON, "hall"), NOON.plusSeconds(3_600)))
                .containsExactly(SensorTrouble.SILENT, SensorTrouble.BLIND, SensorTrouble.LOSSY, SensorTrouble.BEHIND);
    }

    private static List<SensorTrouble> troubles(SensorStatus sensor, Instant now) {
        return List.copyOf(SensorTrouble.of(sensor, now));
    }

    private static SensorStatus sensor(long captured, long dropped, boolean isUp, SensorVitals vitals) {
        return new SensorStatus(
                LISBON,
                Samples.sensor(LISBON, "hall").id(),
                "0.1.0",
                NOON,
                captured,
                dropped,
                0,
                0,
                0,
                isUp,
                List.of(),
                vitals,
                NOON);
    }

    /** A sensor that is well, and said so at noon by its own clock. */
    private static SensorStatus heardAt(@Nullable Instant heard) {
        return new SensorStatus(
                LISBON,
                Samples.sensor(LISBON, "hall").id(),
                "0.1.0",
                NOON,
                1_000,
                0,
                0,
                0,
                0,
                true,
                List.of(),
                WELL,
                heard);
    }
}
