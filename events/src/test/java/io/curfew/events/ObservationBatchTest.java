package io.curfew.events;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

final class ObservationBatchTest {
    private static final SiteId LISBON = new SiteId("lisbon");
    private static final SensorId SENSOR = new SensorId("things");
    private static final Endpoint CLOCK = new Endpoint(null, IpAddress.parse("192.0.2.1"), 123);
    private static final Observation OBSERVATION = new NtpObservation(Instant.EPOCH, CLOCK, CLOCK, 3, 4, 0);

    @Test
    void holdsAtMost500Observations() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObservationBatch(LISBON, SENSOR, "run", 0, Collections.nCopies(501, OBSERVATION)))
                .withMessageContaining("501");
    }

    @Test
    void countsFromZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObservationBatch(LISBON, SENSOR, "run", -1, List.of()));
    }

    @Test
    void keepsItsOwnCopyOfWhatItHolds() {
        List<Observation> observations = new ArrayList<>(List.of(OBSERVATION));
        ObservationBatch batch = new ObservationBatch(LISBON, SENSOR, "run", 0, observations);

        observations.clear();

        assertThat(batch.observations()).containsExactly(OBSERVATION);
    }
}
