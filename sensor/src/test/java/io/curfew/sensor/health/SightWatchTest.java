package io.curfew.sensor.health;

import io.curfew.events.StatusObservation.Sight;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

final class SightWatchTest {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SightWatch watch = new SightWatch();

    @Test
    void anInterfaceThatStaysIsNeverLost() {
        watch.look(true, 0);
        watch.look(true, SECOND_NANOS);

        assertThat(watch.sight()).isEqualTo(new Sight(true, 0, Duration.ZERO));
    }

    @Test
    void theTimesAndTheSecondsWithoutSightAreCounted() {
        boolean[] seesAtSecond = {true, false, false, true, true, false, true};
        for (int second = 0; second < seesAtSecond.length; second++) {
            watch.look(seesAtSecond[second], second * SECOND_NANOS);
        }

        assertThat(watch.sight()).isEqualTo(new Sight(true, 2, Duration.ofSeconds(3)));
    }

    @Test
    void theTimeSinceItWasLostCountsAlready() {
        watch.look(true, 0);
        watch.look(false, SECOND_NANOS);
        watch.look(false, 3 * SECOND_NANOS);

        assertThat(watch.sight()).isEqualTo(new Sight(false, 1, Duration.ofSeconds(2)));
    }
}
