package io.curfew.policy.memory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

final class DistinctTest {

    private static Distinct of(int from, int to) {
        Distinct distinct = Distinct.none();
        for (int number = from; number < to; number++) {
            distinct = distinct.with(0, number);
        }
        return distinct;
    }

    @Test
    void fewThingsAreCountedExactly() {
        assertThat(of(0, 63).count()).isEqualTo(63);
        assertThat(of(0, 63).exact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 600, 5_000, 1_000_000})
    void manyThingsAreEstimated(int things) {
        Distinct many = of(0, things);

        assertThat(many.count()).isCloseTo(things, withPercentage(30));
        assertThat(many.exact()).isFalse();
        assertThat(many.smallest()).hasSize(Distinct.MOST_EXACT);
    }

    @Test
    void aThingThatWasSeenChangesNothing() {
        Distinct seen = of(0, 10);

        assertThat(seen.with(0, 3)).isSameAs(seen);
    }

    @Test
    void whatWasSeenHereOrThereCountsOnce() {
        assertThat(of(0, 30).and(of(20, 40)).count()).isEqualTo(40);
    }
}
