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
    void aRunHasAShortPlainNameSinceWhatIsStoredIsNamedByIt() {
        String longest = "r".repeat(64);
        assertThat(new ObservationBatch(LISBON, SENSOR, longest, 0, List.of()).run())
                .isEqualTo(longest);

        for (String refused : List.of("", longest + "r", "\u8a9e", "run 1", "run\n1")) {
            assertThatIllegalArgumentException()
                    .as(refused)
                    .isThrownBy(() -> new ObservationBatch(LISBON, SENSOR, refused, 0, List.of()))
                    .withMessageContaining("the name of a run");
        }
    }

    @Test
    void countsToWhatCanStillBeFollowed() {
        long largest = ObservationBatch.LARGEST_SEQUENCE;

        assertThat(new ObservationBatch(LISBON, SENSOR, "run", largest, List.of()).sequence())
                .isEqualTo(largest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ObservationBatch(LISBON, SENSOR, "run", largest + 1, List.of()))
                .withMessageContaining("was 9007199254740992");
    }

    @Test
    void keepsItsOwnCopyOfWhatItHolds() {
        List<Observation> observations = new ArrayList<>(List.of(OBSERVATION));
        ObservationBatch batch = new ObservationBatch(LISBON, SENSOR, "run", 0, observations);

        observations.clear();

        assertThat(batch.observations()).containsExactly(OBSERVATION);
    }
}
