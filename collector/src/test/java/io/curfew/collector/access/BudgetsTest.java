package io.curfew.collector.access;

import io.curfew.collector.configuration.Rate;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetsTest {
    private final SteadyTime time = new SteadyTime();
    private final AtomicInteger forgotten = new AtomicInteger();
    private final Budgets budgets = new Budgets(Rate.of("2/1m"), 2, time, forgotten::incrementAndGet);

    private static final class SteadyTime implements TimeMeter {
        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

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

        time.nanos += wait.toNanos();

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
