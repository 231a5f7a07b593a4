package io.curfew.collector.index;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Role;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.ViewIdentity;
import io.curfew.collector.store.ViewRetention;
import io.curfew.collector.store.ViewWriter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The role {@link Role#INDEX}: one thread for alerts and the audit trail, one for devices and one for traffic, so that
 * a flood of the others delays no alert; and the limits of the traffic kept.
 */
@Singleton
class IndexRole {
    private static final Logger LOG = Logger.getLogger(IndexRole.class);
    private static final String ALERTS = "index-alerts";
    private static final String DEVICES = "index-devices";
    private static final String TRAFFIC = "index-traffic";

    private final CollectorConfiguration configuration;
    private final KafkaConnection kafka;
    private final ViewWriter store;
    private final ViewIdentity view;
    private final ViewRetention retention;
    private final IndexMetrics metrics;
    private List<IndexThread> threads = List.of();
    private @Nullable ScheduledExecutorService housekeeping;
    private @Nullable CorrelationWatch watch;

    IndexRole(
            CollectorConfiguration configuration,
            KafkaConnection kafka,
            ViewWriter store,
            ViewIdentity view,
            ViewRetention retention,
            MeterRegistry registry) {
        this.configuration = configuration;
        this.kafka = kafka;
        this.store = store;
        this.view = view;
        this.retention = retention;
        this.metrics = new IndexMetrics(registry);
    }

    /** What the indexer counts. */
    IndexMetrics metrics() {
        return metrics;
    }

    void start(@Observes StartupEvent started) {
        if (!configuration.roles().contains(Role.INDEX)) {
            return;
        }
        threads = List.of(
                thread(ALERTS, IndexedTopics.ALERTS, Pace.FULL),
                thread(DEVICES, IndexedTopics.DEVICES, Pace.FULL),
                thread(TRAFFIC, IndexedTopics.TRAFFIC, paceOfTraffic()));
        threads.forEach(IndexThread::start);
        housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("index-retention").factory());
        long seconds = configuration.traffic().checkInterval().toSeconds();
        var _ = housekeeping.scheduleWithFixedDelay(this::applyLimits, seconds, seconds, TimeUnit.SECONDS);
    }

    /** What correlates elsewhere wants other processors. */
    private Pace paceOfTraffic() {
        if (!configuration.roles().contains(Role.CORRELATE)) {
            return Pace.FULL;
        }
        watch = CorrelationWatch.start(kafka, configuration.correlate().applicationId());
        return new Courtesy(watch::isBehind, metrics::trafficHeldBack);
    }

    private void applyLimits() {
        try {
            metrics.indicesDeleted(retention.apply());
        } catch (StoreAwayException away) {
            LOG.warnf("limits of traffic not applied, reason=%s", away.getMessage());
        } catch (RuntimeException bug) {
            LOG.error("limits of traffic not applied", bug);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (housekeeping != null) {
            housekeeping.shutdownNow();
        }
        threads.forEach(IndexThread::close);
        if (watch != null) {
            watch.close();
        }
    }

    private IndexThread thread(String name, Set<String> topics, Pace pace) {
        String group = group(configuration.index().group(), name);
        IndexThread.Clients clients = new IndexClients(kafka).of(group, name);
        Duration longestWait = configuration.index().longestWait();
        return new IndexThread(name, topics, clients, store, view, metrics, longestWait, pace);
    }

    private static String group(String beginning, String thread) {
        return beginning + thread.substring("index".length());
    }

    /** The names of the consumer groups that begin so. */
    static List<String> groups(String beginning) {
        return List.of(group(beginning, ALERTS), group(beginning, DEVICES), group(beginning, TRAFFIC));
    }
}
