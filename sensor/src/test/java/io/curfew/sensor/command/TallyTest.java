package io.curfew.sensor.command;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {
    private final Tally<Integer> tally = new Tally<>();

    @Test
    void whatWasCountedMostComesFirst() {
        tally.add(3);
        tally.add(1);
        tally.add(2);
        tally.add(2);

        assertThat(tally.most(2)).containsExactly(Map.entry(2, 2L), Map.entry(1, 1L));
    }

    @Test
    void aFullTallyStillCountsWhatItKnows() {
        for (int thing = 0; thing < Tally.MOST_THINGS + 5; thing++) {
            tally.add(thing);
        }
        tally.add(7);

        assertThat(tally.things()).isEqualTo(Tally.MOST_THINGS);
        assertThat(tally.count(7)).isEqualTo(2);
        assertThat(tally.others()).isEqualTo(5);
    }
}
