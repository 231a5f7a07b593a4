package io.curfew.collector.retry;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void eachFailureDoublesTheWaitUpToTheLongest() {
        assertThat(backoff.afterFailure()).hasSeconds(1);
        assertThat(backoff.afterFailure()).hasSeconds(2);
        assertThat(backoff.afterFailure()).hasSeconds(4);
        assertThat(backoff.afterFailure()).hasSeconds(5);
        assertThat(backoff.afterFailure()).hasSeconds(5);
    }

    @Test
    void aSuccessBeginsAgain() {
        assertThat(backoff.afterFailure()).hasSeconds(1);
        assertThat(backoff.afterFailure()).hasSeconds(2);

        backoff.succeeded();

        assertThat(backoff.afterFailure()).hasSeconds(1);
    }

    @Test
    void aRunLongerThanTheLongestWaitIsASuccess() {
        assertThat(backoff.afterRun(Duration.ofSeconds(5))).hasSeconds(1);
        assertThat(backoff.afterRun(Duration.ofSeconds(5))).hasSeconds(2);

        assertThat(backoff.afterRun(Duration.ofSeconds(6))).hasSeconds(1);
    }
}
