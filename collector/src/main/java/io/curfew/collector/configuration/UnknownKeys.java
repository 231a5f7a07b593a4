package io.curfew.collector.configuration;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses to start with a key under {@code curfew.} that does not exist, before anything else starts. Environment
 * variables are spared: {@code CURFEW_HOME} and {@code CURFEW_PORT} belong to the script of the local stack.
 */
@ApplicationScoped
final class UnknownKeys {
    private static final String ENVIRONMENT = "EnvConfigSource";

    void refuse(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, Config config) {
        for (ConfigSource source : config.getConfigSources()) {
            if (!source.getName().startsWith(ENVIRONMENT)) {
                Map<String, String> ours = source.getPropertyNames().stream()
                        .filter(name -> name.startsWith("curfew."))
                        .collect(Collectors.toMap(Function.identity(), source::getValue));
                refuseUnknown(source.getName(), ours);
            }
        }
    }

    /** @throws io.smallrye.config.ConfigValidationException when one of the keys does not exist */
    static void refuseUnknown(String source, Map<String, String> properties) {
        var _ = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(properties, source, 100))
                .build();
    }
}
