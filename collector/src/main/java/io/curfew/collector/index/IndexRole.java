package io.curfew.collector.index;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Role;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.store.StoreAwayException;
import io.curfew.collector.store.TrafficRetention;
import io.curfew.collector.store.ViewWriter;
import io.curfew.events.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The role {@link Role#INDEX}: one thread for alerts, devices and the audit trail, one for traffic, so that a flood of
 * traffic delays no alert; and the limits of the traffic kept.
 */
@Singleton
class IndexRole {
    private static final Logger LOG = Logger.getLogger(IndexRole.class);

    private final CollectorConfiguration configuration;
    private final KafkaConnection kafka;
    private final ViewWriter store;
    private final TrafficRetention retention;
    private final IndexMetrics metrics;
    private List<IndexThread> threads = List.of();
    private @Nullable ScheduledExecutorService housekeeping;

    IndexRole(
            CollectorConfiguration configuration,
            KafkaConnection kafka,
            ViewWriter store,
            TrafficRetention retention,
            MeterRegistry registry) {
        this.configuration = configuration;
        this.kafka = kafka;
        this.store = store;
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
                thread("index-findings", Set.of(Topics.ALERTS, Topics.DEVICES, Topics.COMMANDS)),
                thread("index-traffic", Set.of(Topics.TRAFFIC)));
        threads.forEach(IndexThread::start);
        housekeeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("index-retention").factory());
        long seconds = configuration.traffic().checkInterval().toSeconds();
        var _ = housekeeping.scheduleWithFixedDelay(this::applyLimits, seconds, seconds, TimeUnit.SECONDS);
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
    }

    private IndexThread thread(String name, Set<String> topics) {
        String group = configuration.index().group() + name.substring("index".length());
        IndexThread.Clients clients = new IndexThread.Clients(() -> consumer(group), () -> producer(name));
        Duration longestWait = configuration.index().longestWait();
        return new IndexThread(name, topics, clients, store, metrics, longestWait);
    }

    private Consumer<byte[], byte[]> consumer(String group) {
        return new KafkaConsumer<>(
                kafka.with(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        group,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        50,
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        4 * 1_024 * 1_024)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer(String name) {
        return new KafkaProducer<>(
                kafka.with(Map.of(
                        ProducerConfig.CLIENT_ID_CONFIG,
                        name + "-aside",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        2 * 1_024 * 1_024L)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
