package io.curfew.collector.correlate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.curfew.collector.correlate.SensorProgress.Arrival;
import io.curfew.collector.correlate.SensorProgress.Gap;
import io.curfew.collector.json.CurfewJson;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SensorProgressTest {
    private static final String RUN = "2026-11-23T12:00:00Z";

    @Test
    void batchesWithoutHolesAreTakenWithNothingMissing() {
        Arrival first = SensorProgress.NONE.arrival(RUN, 0);
        Arrival second = taken(first).progress().arrival(RUN, 1);

        assertThat(taken(first).missing()).isZero();
        assertThat(taken(second).missing()).isZero();
        assertThat(taken(second).progress().runs().getFirst().gaps()).isEmpty();
    }

    @Test
    void aBatchThatWasTakenIsNotTakenAgain() {
        SensorProgress progress = after(0, 1, 2);

        assertThat(progress.arrival(RUN, 1)).isEqualTo(new Arrival.SeenBefore());
        assertThat(progress.arrival(RUN, 2)).isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void aHoleIsCountedAndKept() {
        Arrival arrival = after(0).arrival(RUN, 5);

        assertThat(taken(arrival).missing()).isEqualTo(4);
        assertThat(taken(arrival).progress().runs().getFirst().gaps()).containsExactly(new Gap(1, 4));
    }

    @Test
    void aRunWhoseBeginningIsMissingHasAHole() {
        assertThat(taken(SensorProgress.NONE.arrival(RUN, 3)).missing()).isEqualTo(3);
    }

    @Test
    void aMissingBatchThatArrivesLateIsTakenOnce() {
        SensorProgress progress = after(0, 5);

        Arrival late = progress.arrival(RUN, 3);

        assertThat(taken(late).late()).isTrue();
        assertThat(taken(late).progress().runs().getFirst().gaps()).containsExactly(new Gap(1, 2), new Gap(4, 4));
        assertThat(taken(late).progress().arrival(RUN, 3)).isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void anotherRunCountsFromTheBeginning() {
        Arrival arrival = after(0, 1, 2).arrival("another", 0);

        assertThat(taken(arrival).missing()).isZero();
    }

    @Test
    void theSpoolOfAnEarlierRunIsStillTaken() {
        SensorProgress progress = taken(after(0, 1).arrival("another", 0)).progress();

        assertThat(taken(progress.arrival(RUN, 2)).missing()).isZero();
        assertThat(progress.arrival(RUN, 1)).isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void theRunHeardOfLongestAgoMakesRoom() {
        SensorProgress progress = SensorProgress.NONE;
        for (int run = 0; run <= SensorProgress.MOST_RUNS; run++) {
            progress = taken(progress.arrival("run " + run, 0)).progress();
        }

        assertThat(progress.runs()).hasSize(SensorProgress.MOST_RUNS);
        assertThat(progress.runs()).noneMatch(run -> run.run().equals("run 0"));
    }

    @Test
    void theOldestGapIsGivenUp() {
        SensorProgress progress = SensorProgress.NONE;
        for (long sequence = 0; sequence <= 2 * (SensorProgress.MOST_GAPS + 1); sequence += 2) {
            progress = taken(progress.arrival(RUN, sequence)).progress();
        }

        assertThat(progress.runs().getFirst().gaps()).hasSize(SensorProgress.MOST_GAPS);
        assertThat(progress.arrival(RUN, 1)).isEqualTo(new Arrival.SeenBefore());
    }

    @Test
    void progressIsReadAsItWasWritten() throws JsonProcessingException {
        ObjectMapper mapper = CurfewJson.mapper();
        SensorProgress progress = after(0, 5, 6);

        String json = mapper.writeValueAsString(progress);

        assertThat(mapper.readValue(json, SensorProgress.class)).isEqualTo(progress);
    }

    private static SensorProgress after(long... sequences) {
        SensorProgress progress = new SensorProgress(List.of());
        for (long sequence : sequences) {
            progress = taken(progress.arrival(RUN, sequence)).progress();
        }
        return progress;
    }

    private static Arrival.Taken taken(Arrival arrival) {
        assertThat(arrival).isInstanceOf(Arrival.Taken.class);
        return (Arrival.Taken) arrival;
    }
}
