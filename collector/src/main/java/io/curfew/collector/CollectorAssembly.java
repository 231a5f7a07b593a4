package io.curfew.collector;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.correlate.Correlation;
import io.curfew.collector.correlate.CorrelationMetrics;
import io.curfew.collector.enrolment.Invitations;
import io.curfew.collector.enrolment.SensorText;
import io.curfew.collector.kafka.CommandLog;
import io.curfew.collector.kafka.KafkaConnection;
import io.curfew.collector.kafka.ObservationLog;
import io.curfew.collector.kafka.PolicyFolder;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.PolicyVersions;
import io.curfew.collector.kafka.SensorLog;
import io.curfew.collector.kafka.TopicSetup;
import io.curfew.collector.notify.Carrier;
import io.curfew.collector.notify.carrier.Carriers;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.Clock;
import java.util.Map;

/** Puts the parts around Kafka together; nothing here connects. */
final class CollectorAssembly {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KafkaConnection kafkaConnection(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        return new KafkaConnection(settings);
    }

    @Produces
    @Singleton
    TopicSetup topicSetup(KafkaConnection connection, CollectorConfiguration configuration) {
        return new TopicSetup(
                connection,
                configuration.topics().partitions(),
                configuration.topics().replicas());
    }

    @Produces
    @Singleton
    PolicyFolder policyFolder(CollectorConfiguration configuration) {
        return new PolicyFolder(configuration.policy().files().orElse(null));
    }

    @Produces
    @Singleton
    PolicyLog policyLog(KafkaConnection connection, PolicyFolder folder, Clock clock) {
        return new PolicyLog(connection, folder, clock);
    }

    void close(@Disposes PolicyLog policyLog) {
        policyLog.close();
    }

    @Produces
    @Singleton
    SensorLog sensorLog(KafkaConnection connection) {
        return new SensorLog(connection);
    }

    void close(@Disposes SensorLog sensorLog) {
        sensorLog.close();
    }

    @Produces
    @Singleton
    PolicyVersions policyVersions(KafkaConnection connection) {
        return new PolicyVersions(connection);
    }

    @Produces
    @Singleton
    CommandLog commandLog(KafkaConnection connection) {
        return new CommandLog(connection);
    }

    void close(@Disposes CommandLog commandLog) {
        commandLog.close();
    }

    @Produces
    @Singleton
    ObservationLog observationLog(KafkaConnection connection) {
        return new ObservationLog(connection);
    }

    @Produces
    @Singleton
    Invitations invitations(CollectorConfiguration configuration, SensorLog sensorLog, Clock clock) {
        return new Invitations(configuration.enrolment().mostInvitations(), sensorLog.invitations(), clock);
    }

    @Produces
    @Singleton
    SensorText sensorText(CollectorConfiguration configuration, KafkaConnection connection) {
        return new SensorText(
                configuration.enrolment().kafka().orElseGet(connection::brokers), connection.isEncrypted());
    }

    @Produces
    @Singleton
    Carrier.Maker carriers(CollectorConfiguration configuration, Clock clock, Vertx vertx) {
        return new Carriers(configuration.notifications().console().orElse(null), clock, vertx);
    }

    @Produces
    @Singleton
    Correlation correlation(
            KafkaConnection connection,
            CollectorConfiguration configuration,
            PolicyLog policyLog,
            SensorLog sensorLog,
            MeterRegistry registry) {
        return new Correlation(
                connection,
                configuration,
                () -> policyLog.current().policy(),
                sensorLog,
                new CorrelationMetrics(registry));
    }

    void close(@Disposes Correlation correlation) {
        correlation.close();
    }
}
