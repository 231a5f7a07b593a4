package io.curfew.collector;

import io.curfew.collector.configuration.CollectorConfiguration;
import io.curfew.collector.configuration.Role;
import io.curfew.collector.correlate.Correlation;
import io.curfew.collector.kafka.PolicyLog;
import io.curfew.collector.kafka.SensorLog;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready: the policy and the sensors are known and, where this process correlates, every partition of its is worked on.
 * Well: the policy lacks nothing here, and its files are those with which it was put in force. Alive: nothing of that
 * has ended for good, so that only a new process would help. Whoever reaches the collector may read it, so it bears no
 * names: the log does.
 */
final class CollectorHealth {

    @Produces
    @Singleton
    @Readiness
    HealthCheck policyReadiness(PolicyLog policyLog) {
        return () -> HealthCheckResponse.named("policy")
                .status(policyLog.isFollowing())
                .withData("version", policyLog.current().document().version())
                .build();
    }

    @Produces
    @Singleton
    @Wellness
    HealthCheck policyWellness(PolicyLog policyLog) {
        return () -> {
            int mistakes = policyLog.mistakes().size();
            int otherFiles = policyLog.otherFiles().size();
            HealthCheckResponseBuilder response = HealthCheckResponse.named("policy")
                    .status(mistakes == 0 && otherFiles == 0)
                    .withData("version", policyLog.latest().version());
            if (mistakes > 0) {
                response.withData("mistakes", mistakes);
            }
            if (otherFiles > 0) {
                response.withData("files that are others where the policy was put in force", otherFiles);
            }
            return response.build();
        };
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck sensorsReadiness(SensorLog sensorLog) {
        return () -> HealthCheckResponse.named("sensors")
                .status(sensorLog.isFollowing())
                .build();
    }

    @Produces
    @Singleton
    @Readiness
    HealthCheck correlationReadiness(CollectorConfiguration configuration, Correlation correlation) {
        boolean expected = configuration.roles().contains(Role.CORRELATE);
        return () -> HealthCheckResponse.named("correlation")
                .status(!expected || correlation.isRunning())
                .build();
    }

    @Produces
    @Singleton
    @Liveness
    HealthCheck liveness(PolicyLog policyLog, SensorLog sensorLog, Correlation correlation) {
        return () -> HealthCheckResponse.named("collector")
                .status(!policyLog.hasFailed() && !sensorLog.hasFailed() && !correlation.hasFailed())
                .build();
    }
}
