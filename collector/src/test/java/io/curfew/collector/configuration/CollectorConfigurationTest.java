package io.curfew.collector.configuration;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CollectorConfigurationTest {

    @Test
    void anEmptyFileGivesTheDefaults() {
        CollectorConfiguration configuration = read(Map.of());

        assertThat(configuration.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(configuration.stateDirectory()).isEqualTo(Path.of("state"));
        assertThat(configuration.topics().partitions()).isEqualTo(4);
        assertThat(configuration.topics().replicas()).isEqualTo((short) 1);
        assertThat(configuration.correlate().applicationId()).isEqualTo("curfew-correlate");
        assertThat(configuration.correlate().threads()).isEqualTo(1);
        assertThat(configuration.correlate().commitInterval()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aFullFileSetsEverything() {
        CollectorConfiguration configuration = read(Map.of(
                "curfew.roles", "correlate",
                "curfew.state-directory", "/var/lib/curfew",
                "curfew.topics.partitions", "64",
                "curfew.topics.replicas", "3",
                "curfew.correlate.application-id", "curfew-west",
                "curfew.correlate.threads", "8",
                "curfew.correlate.commit-interval", "2s"));

        assertThat(configuration.roles()).containsExactly(Role.CORRELATE);
        assertThat(configuration.stateDirectory()).isEqualTo(Path.of("/var/lib/curfew"));
        assertThat(configuration.topics().partitions()).isEqualTo(64);
        assertThat(configuration.topics().replicas()).isEqualTo((short) 3);
        assertThat(configuration.correlate().applicationId()).isEqualTo("curfew-west");
        assertThat(configuration.correlate().threads()).isEqualTo(8);
        assertThat(configuration.correlate().commitInterval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void anUnknownKeyFails() {
        assertThatThrownBy(
                        () -> UnknownKeys.refuseUnknown("collector.properties", Map.of("curfew.topics.partition", "8")))
                .hasMessageContaining("curfew.topics.partition")
                .hasMessageContaining("collector.properties");
    }

    private static CollectorConfiguration read(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return config.getConfigMapping(CollectorConfiguration.class);
    }
}
