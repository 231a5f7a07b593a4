package io.curfew.collector.correlate;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.enrolment.EnrolledSensors;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.events.TopicLayout;
import io.curfew.policy.language.Policy;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Runs the topology. State, findings and offsets are committed together, so that a process killed at any moment neither
 * loses nor repeats a finding.
 */
public final class Correlation implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Correlation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_RECORDS_AT_HAND = 50;
    private static final int BATCH_BYTES = 128 * 1024;

    private final KafkaConnection connection;
    private final CollectorConfiguration configuration;
    private final Supplier<Policy> policyInForce;
    private final EnrolledSensors sensors;
    private final CorrelationMetrics metrics;
    private final CountDownLatch rehearsed = new CountDownLatch(1);
    private @Nullable KafkaStreams streams;

    public Correlation(
            KafkaConnection connection,
            CollectorConfiguration configuration,
            Supplier<Policy> policyInForce,
            EnrolledSensors sensors,
            CorrelationMetrics metrics) {
        this.connection = connection;
        this.configuration = configuration;
        this.policyInForce = policyInForce;
        this.sensors = sensors;
        this.metrics = metrics;
    }

    /**
     * Lets what takes batches get warm, which takes seconds.
     *
     * @throws IOException when what it rehearses with cannot be read
     */
    public void rehearse() throws IOException {
        long began = System.nanoTime();
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.take(configuration.correlate().rehearsal());
        LOG.infof(
                "rehearsed, observations=%d milliseconds=%d",
                rehearsal.observations(),
                Duration.ofNanos(System.nanoTime() - began).toMillis());
    }

    private void rehearseFirst() {
        try {
            if (configuration.correlate().rehearsal() > 0) {
                rehearse();
            }
        } catch (IOException | RuntimeException bug) {
            LOG.errorf(bug, "not rehearsed, the first batches take longer");
        } finally {
            rehearsed.countDown();
        }
    }

    /** Nothing is judged before the rehearsal is over. */
    private Policy policyOnceRehearsed() {
        try {
            rehearsed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while rehearsing", interrupted);
        }
        return policyInForce.get();
    }

    /**
     * Starts working; the topics must exist, and the policy and the sensors must be known. Rehearses while it joins the
     * others and reads its state.
     *
     * @param partitions how many the topics have whose records are spread by site
     * @throws IOException when the state directory cannot be written
     */
    public synchronized void start(int partitions) throws IOException {
        Properties properties = new Properties();
        properties.putAll(connection.with(settings(instance(configuration.stateDirectory()))));
        LatestEnrolments latest = new LatestEnrolments(sensors, System::nanoTime);
        KafkaStreams started = new KafkaStreams(
                CorrelationTopology.of(
                        this::policyOnceRehearsed,
                        () -> new SignatureCheck(
                                sensors, configuration.sensors().signatures(), latest),
                        metrics,
                        rowsAtHand(configuration.correlate()),
                        partitions,
                        System::nanoTime),
                properties);
        started.setUncaughtExceptionHandler(failure -> {
            LOG.errorf(failure, "stream thread failed, another takes its place");
            metrics.threadReplaced();
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        started.setStateListener((after, before) -> LOG.infof("correlation state changed, state=%s", after));
        streams = started;
        Thread.ofPlatform().daemon().name("rehearsal").start(this::rehearseFirst);
        started.start();
    }

    private static RowsAtHand rowsAtHand(CollectorConfiguration.Correlate correlate) {
        OptionalInt told = correlate.rowsAtHand();
        return told.isPresent()
                ? new RowsAtHand(told.getAsInt())
                : RowsAtHand.ofHeap(Runtime.getRuntime().maxMemory());
    }

    private Map<String, Object> settings(String instance) {
        CollectorConfiguration.Correlate correlate = configuration.correlate();
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, correlate.applicationId());
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG,
                configuration.stateDirectory().toAbsolutePath().toString());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, correlate.threads());
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, correlate.standbyReplicas());
        settings.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                correlate.commitInterval().toMillis());
        settings.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int)
                configuration.topics().replicas());
        // Of the topics that keep the state.
        TopicLayout.ANY_TIME_AHEAD.forEach((name, value) -> settings.put(StreamsConfig.topicPrefix(name), value));
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, OwnOrWallClockTime.class);
        settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, MOST_RECORDS_AT_HAND);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), MOST_RECORDS_AT_HAND);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // A member that comes back under its own name goes on at once; without the name, the group would wait for the
        // session of the one that was killed to end.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
                KafkaConnection.SESSION_MILLIS);
        // Large batches at the lowest level: most records are small rows of state that look like each other.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG), 1);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        return settings;
    }

    /** The name of this instance, kept beside its state; a new one where there is none. */
    private static String instance(Path stateDirectory) throws IOException {
        Path file = stateDirectory.resolve("instance");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        Files.createDirectories(stateDirectory);
        String name = UUID.randomUUID().toString();
        Files.writeString(file, name);
        return name;
    }

    /** True while every partition that is this process's is worked on, and the rehearsal is over. */
    public synchronized boolean isRunning() {
        return rehearsed.getCount() == 0 && streams != null && streams.state() == KafkaStreams.State.RUNNING;
    }

    /** True when it has stopped by itself and will not go on. */
    public synchronized boolean hasFailed() {
        return streams != null && streams.state().hasCompletedShutdown();
    }

    @Override
    public synchronized void close() {
        rehearsed.countDown();
        if (streams != null) {
            streams.close(PATIENCE);
        }
    }
}
