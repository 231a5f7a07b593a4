package io.curfew.collector.store.opensearch;

import io.curfew.collector.store.Change;
import io.curfew.collector.store.Samples;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import static io.curfew.collector.store.Samples.CAMERA;
import static io.curfew.collector.store.Samples.LISBON;
import static io.curfew.collector.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

/** When a bulk is refreshed as it is written. */
final class PromptAlertsTest {
    private static final Change ALERT =
            new Change.AlertChanged(Samples.alert("a1", LISBON, CAMERA).build());
    private static final Change FLOW = Samples.flow(LISBON, "f1", NOON);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
    private final PromptAlerts prompt = new PromptAlerts(nanos::get);

    @Test
    void anAlertAmongOtherChangesIsRefreshedAtOnce() {
        assertThat(prompt.isRefreshDue(List.of(FLOW, ALERT))).isTrue();
    }

    @Test
    void trafficIsNotRefreshedAndMakesNoAlertWait() {
        assertThat(prompt.isRefreshDue(List.of(FLOW))).isFalse();
        assertThat(prompt.isRefreshDue(List.of(ALERT))).isTrue();
    }

    @Test
    void alertsAreNotRefreshedMoreOftenThanOnceInTheInterval() {
        prompt.isRefreshDue(List.of(ALERT));

        nanos.addAndGet(PromptAlerts.INTERVAL.toNanos() - 1);
        assertThat(prompt.isRefreshDue(List.of(ALERT))).isFalse();
        nanos.incrementAndGet();
        assertThat(prompt.isRefreshDue(List.of(ALERT))).isTrue();
    }
}
