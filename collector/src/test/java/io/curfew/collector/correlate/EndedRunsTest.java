package io.curfew.collector.correlate;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class EndedRunsTest {

    private static SensorProgress.Run run(String name, long next) {
        return new SensorProgress.Run(name, next, List.of());
    }

    @Test
    void aRunThatMadeRoomIsKnownByHowFarItCame() {
        EndedRuns ended = EndedRuns.NONE.with(run("one", 7)).with(run("another", 3));

        assertThat(ended.next("one")).isEqualTo(7);
        assertThat(ended.next("another")).isEqualTo(3);
        assertThat(ended.next("a third")).isZero();
    }

    @Test
    void aRunThatMakesRoomAgainStandsThereOnce() {
        EndedRuns ended =
                EndedRuns.NONE.with(run("one", 7)).with(run("another", 3)).with(run("one", 9));

        assertThat(ended.next("one")).isEqualTo(9);
        assertThat(ended.latestFirst()).hasSize(2);
    }

    @Test
    void theRunThatMadeRoomLongestAgoIsForgotten() {
        EndedRuns ended = EndedRuns.NONE;
        for (int number = 0; number <= EndedRuns.MOST; number++) {
            ended = ended.with(run("run " + number, 1));
        }

        assertThat(ended.latestFirst()).hasSize(EndedRuns.MOST);
        assertThat(ended.next("run 0")).isZero();
        assertThat(ended.next("run 1")).isEqualTo(1);
    }
}
