package io.curfew.collector.api;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.kafka.AlertChanges;
import io.curfew.collector.store.VisibleSites;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Passes changes of alerts on to everybody who listens. Holds at most {@code curfew.api.most-listeners} listeners. One
 * that is slow is told the latest state of each alert that changed meanwhile; one for whom more than
 * {@code curfew.api.most-waiting} alerts wait is told to ask for the list again instead, and counted.
 */
@Singleton
class AlertStream {
    private static final Logger LOG = Logger.getLogger(AlertStream.class);

    private final AlertChanges changes;
    private final int mostWaiting;
    private final Listeners listeners;
    private final Counter behind;

    AlertStream(AlertChanges changes, CollectorConfiguration configuration, MeterRegistry registry) {
        this.changes = changes;
        this.mostWaiting = configuration.api().mostWaiting();
        this.behind = Counter.builder("curfew.api.listeners.behind")
                .description("Times that a listener fell so far behind that it was told to ask for the list of alerts"
                        + " again. Growing: clients are slow, or curfew.api.most-waiting is low.")
                .register(registry);
        this.listeners = new Listeners(configuration.api().mostListeners(), registry, "curfew.api.listeners");
    }

    /**
     * Changes from now on.
     *
     * @param visible the sites whose alerts are passed on
     * @throws ProblemException when too many listen already
     */
    Multi<WaitingAlerts.Change> of(VisibleSites visible) {
        return listeners.counted(changes(visible));
    }

    private Multi<WaitingAlerts.Change> changes(VisibleSites visible) {
        WaitingAlerts waiting = new WaitingAlerts(mostWaiting, this::fellBehind);
        return Multi.createFrom()
                .<WaitingAlerts>emitter(
                        listener -> {
                            AlertChanges.Listener passesOn = alert -> {
                                if (visible.sees(alert.site())) {
                                    waiting.add(alert);
                                    listener.emit(waiting);
                                }
                            };
                            changes.add(passesOn);
                            listener.onTermination(() -> changes.remove(passesOn));
                        },
                        // That something waits needs to be known once.
                        BackPressureStrategy.LATEST)
                .onItem()
                .transformToIterable(anything -> anything);
    }

    private void fellBehind() {
        behind.increment();
        LOG.infof("a listener to alerts fell behind and asks for the list again, most-waiting=%d", mostWaiting);
    }
}
