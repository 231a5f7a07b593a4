package io.curfew.policy;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Map<String, Long> OUTCOMES =
            Map.of("unknown", 1L, "answered", 2L, "refused", 3L, "closed", 4L, "rejected", 5L);

    /** The order of {@code Map.of} is another one in each process. */
    @Test
    void outcomesStandInTheSameOrderInEveryProcess() {
        Tally tally = new Tally(15, OUTCOMES, NOON, NOON, List.of(new Tally.Hour(NOON, OUTCOMES)));

        assertThat(tally.outcomes().keySet()).containsExactly("answered", "closed", "refused", "rejected", "unknown");
        assertThat(tally.hours().getFirst().outcomes().keySet())
                .containsExactlyElementsOf(tally.outcomes().keySet());
    }
}
