package io.curfew.collector.api;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Role;
import io.curfew.collector.kafka.AlertChanges;
import io.curfew.collector.kafka.KafkaConnection;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The role {@link Role#API}: follows the alerts for those who listen. */
final class ApiRole {

    @Produces
    @Singleton
    AlertChanges alertChanges(KafkaConnection connection) {
        return new AlertChanges(connection);
    }

    void start(@Observes StartupEvent started, CollectorConfiguration configuration, AlertChanges changes) {
        if (configuration.roles().contains(Role.API)) {
            changes.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping, AlertChanges changes) {
        changes.close();
    }
}
