package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewRetention;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ViewLimitsTest {
    private final AtomicInteger applied = new AtomicInteger();

    private int deletesTwo() {
        applied.incrementAndGet();
        return 2;
    }

    private int isRefused() {
        applied.incrementAndGet();
        throw new StoreAwayException("no index can be made");
    }

    @Test
    void whatEachDeletesIsAddedUp() {
        ViewRetention limits = new ViewLimits(List.of(this::deletesTwo, this::deletesTwo));

        assertThat(limits.apply()).isEqualTo(4);
    }

    @Test
    void aLimitThatCannotBeAppliedKeepsNoOtherFromItsTurn() {
        ViewRetention limits = new ViewLimits(List.of(this::isRefused, this::deletesTwo));

        assertThatThrownBy(limits::apply).isInstanceOf(StoreAwayException.class).hasMessage("no index can be made");
        assertThat(applied).hasValue(2);
    }
}
