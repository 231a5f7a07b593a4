package io.curfew.collector.correlate;

import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

class RehearsalTest {
    @Test
    void takesWholeRoundsUntilThereWereEnough() throws IOException {
        Rehearsal rehearsal = new Rehearsal();

        rehearsal.take(1);

        long aRound = rehearsal.observations();
        assertThat(aRound).isGreaterThan(1_000);
        rehearsal.take(aRound + 1);
        assertThat(rehearsal.observations()).isEqualTo(2 * aRound);
    }

    @Test
    void leadsToTrafficDossiersAndAlerts() throws IOException {
        Rehearsal rehearsal = new Rehearsal();

        rehearsal.take(1);

        assertThat(rehearsal.sinks())
                .contains(CorrelateProcessor.TRAFFIC, CorrelateProcessor.DEVICES, CorrelateProcessor.ALERTS);
    }
}
