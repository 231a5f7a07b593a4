package io.curfew.collector;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Role;
import io.curfew.collector.correlate.Correlation;
import io.curfew.collector.kafka.KafkaAwayException;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.kafka.TopicSetup;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Starts what needs Kafka, in its order: topics, the policy and the sensors, the correlation. Kafka may come later than
 * the collector; until then the collector lives and is not ready.
 */
@Singleton
final class CollectorStart {
    private static final Logger LOG = Logger.getLogger(CollectorStart.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

    private final CollectorConfiguration configuration;
    private final TopicSetup topics;
    private final PolicyLog policyLog;
    private final SensorLog sensorLog;
    private final Correlation correlation;
    private final CountDownLatch stopping = new CountDownLatch(1);

    CollectorStart(
            CollectorConfiguration configuration,
            TopicSetup topics,
            PolicyLog policyLog,
            SensorLog sensorLog,
            Correlation correlation) {
        this.configuration = configuration;
        this.topics = topics;
        this.policyLog = policyLog;
        this.sensorLog = sensorLog;
        this.correlation = correlation;
    }

    void start(@Observes StartupEvent started) {
        Thread.ofPlatform().daemon().name("collector-start").start(this::startAll);
    }

    void stop(@Observes ShutdownEvent ended) {
        stopping.countDown();
    }

    private void startAll() {
        try {
            if (configuration.correlate().rehearsalAlone()) {
                correlation.rehearse();
                Quarkus.asyncExit();
                return;
            }
            boolean done = false;
            while (!done && stopping.getCount() > 0) {
                done = attempt();
            }
        } catch (IOException | RuntimeException hopeless) {
            LOG.errorf(hopeless, "the collector cannot start");
            Quarkus.asyncExit(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean attempt() throws IOException, InterruptedException {
        int partitions;
        try {
            partitions = topics.createMissing();
            policyLog.start();
            sensorLog.start();
        } catch (KafkaAwayException away) {
            LOG.warnf("kafka is away, trying again, reason=%s", away.getCause());
            stopping.await(BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
        if (configuration.roles().contains(Role.CORRELATE)) {
            correlation.start(partitions);
        }
        return true;
    }
}
