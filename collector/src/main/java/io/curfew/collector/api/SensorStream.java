package io.curfew.collector.api;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.store.SensorStatus;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.View;
import io.curfew.collector.store.VisibleSites;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Passes on what sensors say of themselves, as the view has it: it is asked once each {@link #EACH}, however many
 * listen, and not at all when nobody does. Holds at most {@code curfew.api.most-listeners} listeners, and at most
 * {@code curfew.api.most-waiting} changes for each.
 */
@Singleton
class SensorStream {
    private static final Duration EACH = Duration.ofSeconds(5);

    private final View view;
    private final int mostWaiting;
    private final Listeners listeners;
    private final Multi<SensorStatus> changes;

    SensorStream(View view, CollectorConfiguration configuration, MeterRegistry registry) {
        this.view = view;
        this.mostWaiting = configuration.api().mostWaiting();
        this.changes = Multi.createFrom()
                .deferred(this::look)
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
        this.listeners = new Listeners(configuration.api().mostListeners(), registry, "curfew.api.sensor.listeners");
    }

    /**
     * Changes from now on.
     *
     * @param visible the sites whose sensors are told of
     * @throws ProblemException when too many listen already
     */
    Multi<SensorStatus> of(VisibleSites visible) {
        return listeners.counted(changes.filter(status -> visible.sees(status.site()))
                .onOverflow()
                .buffer(mostWaiting));
    }

    private Multi<SensorStatus> look() {
        Looks looks = new Looks();
        return Multi.createFrom()
                .ticks()
                .every(EACH)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .onItem()
                .transformToIterable(_ -> looks.next());
    }

    /** Tells each look from the one before. The first has nothing new: lists tell of what there is. */
    private final class Looks {
        private Map<String, SensorStatus> before = Map.of();
        private boolean isFirst = true;

        List<SensorStatus> next() {
            try {
                List<SensorStatus> now = view.sensors(VisibleSites.everywhere());
                List<SensorStatus> news = isFirst ? List.of() : newOf(now);
                remember(now);
                return news;
            } catch (StoreAwayException _) {
                // The next look finds what this one would have.
                return List.of();
            }
        }

        private List<SensorStatus> newOf(List<SensorStatus> now) {
            return now.stream()
                    .filter(status -> !status.equals(before.get(key(status))))
                    .toList();
        }

        private void remember(List<SensorStatus> now) {
            Map<String, SensorStatus> latest = new HashMap<>();
            now.forEach(status -> latest.put(key(status), status));
            before = latest;
            isFirst = false;
        }

        private String key(SensorStatus status) {
            return status.site() + "/" + status.id();
        }
    }
}
