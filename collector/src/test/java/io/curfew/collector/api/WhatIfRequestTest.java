package io.curfew.collector.api;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The time over which a policy is tried. */
class WhatIfRequestTest {
    private static final Instant WEEK_AGO = NOON.minus(Duration.ofDays(7));

    private static WhatIfRequest request(@Nullable Instant from, @Nullable Instant to) {
        return new WhatIfRequest(
                "curfew: 1", "lisbon", from == null ? null : from.toString(), to == null ? null : to.toString());
    }

    private static @Nullable String refusal(@Nullable Instant from, @Nullable Instant to) {
        ProblemException refused = catchThrowableOfType(
                ProblemException.class, () -> request(from, to).span(NOON));
        assertThat(refused).isNotNull();
        Problem problem = (Problem) refused.getResponse().getEntity();
        assertThat(problem.status()).isEqualTo(400);
        return problem.detail();
    }

    @Test
    void whereNothingIsSaidTheLastWeekCounts() {
        assertThat(request(null, null).span(NOON)).isEqualTo(new WhatIfRequest.Span(WEEK_AGO, NOON));
        assertThat(request(NOON.minusSeconds(2), NOON.minusSeconds(1)).span(NOON))
                .isEqualTo(new WhatIfRequest.Span(NOON.minusSeconds(2), NOON.minusSeconds(1)));
    }

    @Test
    void aTimeWithoutLengthIsRefusedAsNothingWouldSeemToChange() {
        assertThat(refusal(NOON, NOON.minusSeconds(1)))
                .isEqualTo("from cannot be \"" + NOON + "\": it has to be before to, which is \"" + NOON.minusSeconds(1)
                        + "\"");
        assertThat(refusal(NOON.minusSeconds(1), NOON.minusSeconds(1))).contains("it has to be before to");
        assertThat(refusal(NOON, null))
                .isEqualTo("from cannot be \"" + NOON + "\": it has to be before now, where to is not said");
        assertThat(refusal(null, WEEK_AGO))
                .isEqualTo(
                        "to cannot be \"" + WEEK_AGO + "\": without from, the last 7 days count; say a from before it");
    }
}
