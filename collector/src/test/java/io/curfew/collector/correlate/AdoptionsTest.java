package io.curfew.collector.correlate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AdoptionsTest {
    @Test
    void theLatestComesFirstAndTheOldestMakesRoom() {
        Adoptions adopted = Adoptions.NONE;
        for (int version = 1; version <= Adoptions.MOST + 3; version++) {
            adopted = adopted.with(new Adoptions.Adoption(version, "attic", "run", version));
        }

        assertThat(adopted.version()).isEqualTo(Adoptions.MOST + 3);
        assertThat(adopted.latestFirst())
                .hasSize(Adoptions.MOST)
                .last()
                .satisfies(oldest -> assertThat(oldest.version()).isEqualTo(4));
    }
}
