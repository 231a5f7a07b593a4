package io.curfew.collector.access;

import io.curfew.collector.configuration.Rate;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetsTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private final InstantSource source = now::get;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final AtomicInteger forgotten = new AtomicInteger();
    private final Budgets budgets = new Budgets(Rate.of("2/1m"), 2, clock, forgotten::incrementAndGet);

    @Test
    void whoeverHasUsedUpTheBudgetIsToldHowLongToWait() {
        assertThat(budgets.take("ada")).isZero();
        assertThat(budgets.take("ada")).isZero();

        assertThat(budgets.take("ada")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aBudgetOfOneIsNoneOfTheOther() {
        budgets.take("ada");
        budgets.take("ada");

        assertThat(budgets.take("olga")).isZero();
    }

    @Test
    void whoeverHasWaitedMayGoOn() {
        budgets.take("ada");
        budgets.take("ada");
        Duration wait = budgets.take("ada");

        now.set(now.get().plus(wait));

        assertThat(budgets.take("ada")).isZero();
        assertThat(budgets.take("ada")).isPositive();
    }

    @Test
    void whoAskedLongestAgoIsForgottenToMakeRoom() {
        budgets.take("ada");
        budgets.take("ada");
        budgets.take("olga");

        budgets.take("lia");

        assertThat(forgotten).hasValue(1);
        assertThat(budgets.take("ada")).isZero();
    }
}
