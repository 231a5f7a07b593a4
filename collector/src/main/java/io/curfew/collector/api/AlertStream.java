package io.curfew.collector.api;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.kafka.AlertChanges;
import io.curfew.collector.store.VisibleSites;
import io.curfew.policy.Alert;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes changes of alerts on to everybody who listens. Holds at most {@code curfew.api.most-listeners} listeners, and
 * at most {@code curfew.api.most-waiting} changes for each: one that falls behind is cut off and counted, and connects
 * again.
 */
@Singleton
class AlertStream {
    private final AlertChanges changes;
    private final int mostListeners;
    private final int mostWaiting;
    private final AtomicInteger listeners = new AtomicInteger();
    private final Counter cutOff;

    AlertStream(AlertChanges changes, CollectorConfiguration configuration, MeterRegistry registry) {
        this.changes = changes;
        this.mostListeners = configuration.api().mostListeners();
        this.mostWaiting = configuration.api().mostWaiting();
        this.cutOff = Counter.builder("curfew.api.listeners.cut.off")
                .description(
                        "Listeners that fell behind. Growing: clients are slow, or curfew.api.most-waiting is low.")
                .register(registry);
        registry.gauge("curfew.api.listeners", listeners);
    }

    /**
     * Changes from now on.
     *
     * @param visible the sites whose alerts are passed on
     * @throws ProblemException when too many listen already
     */
    Multi<Alert> of(VisibleSites visible) {
        if (listeners.incrementAndGet() > mostListeners) {
            listeners.decrementAndGet();
            throw new ProblemException(ProblemKind.TOO_MANY_LISTENERS);
        }
        return Multi.createFrom()
                .<Alert>emitter(
                        listener -> {
                            AlertChanges.Listener passesOn = alert -> {
                                if (visible.sees(alert.site())) {
                                    listener.emit(alert);
                                }
                            };
                            changes.add(passesOn);
                            listener.onTermination(() -> changes.remove(passesOn));
                        },
                        mostWaiting)
                .onFailure()
                .invoke(_ -> cutOff.increment())
                .onTermination()
                .invoke(() -> listeners.decrementAndGet());
    }
}
