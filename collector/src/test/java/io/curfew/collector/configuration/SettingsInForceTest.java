package io.curfew.collector.configuration;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsInForceTest {

    @Test
    void everyKeyOfTheTreeIsThere() {
        assertThat(settings(Map.of(), Map.of()))
                .extracting(Setting::key)
                .contains(
                        "curfew.roles",
                        "curfew.policy.files",
                        "curfew.traffic.most-size",
                        "curfew.keep.audit",
                        "curfew.api.session-idle",
                        "kafka.bootstrap.servers")
                .doesNotContain("curfew.traffic", "curfew.keep")
                .isSorted();
    }

    @Test
    void whatNobodySetHoldsByDefault() {
        assertThat(setting("curfew.traffic.keep", Map.of(), Map.of()))
                .isEqualTo(new Setting(
                        "curfew.traffic.keep", "CURFEW_TRAFFIC_KEEP", "30d", false, Setting.Origin.DEFAULT));
    }

    @Test
    void whatTheEnvironmentSetsSaysSo() {
        assertThat(setting("curfew.traffic.most-size", Map.of("CURFEW_TRAFFIC_MOST_SIZE", "5G"), Map.of()))
                .isEqualTo(new Setting(
                        "curfew.traffic.most-size",
                        "CURFEW_TRAFFIC_MOST_SIZE",
                        "5G",
                        false,
                        Setting.Origin.ENVIRONMENT));
    }

    @Test
    void aSecretIsShownToNobody() {
        assertThat(setting("curfew.opensearch.password", Map.of(), Map.of("curfew.opensearch.password", "hunter2")))
                .isEqualTo(new Setting(
                        "curfew.opensearch.password", "CURFEW_OPENSEARCH_PASSWORD", null, true, Setting.Origin.FILE));
    }

    @Test
    void channelsOfNotificationsAreNoneOfThem() {
        assertThat(settings(Map.of(), Map.of("curfew.notifications.channels.phone.kind", "webhook")))
                .extracting(Setting::key)
                .contains("curfew.notifications.most-waiting")
                .noneMatch(key -> key.startsWith("curfew.notifications.channels"));
    }

    @Test
    void aSecretInAnAddressIsLeftOut() {
        String address = "https://curfew:hunter2@search.example.org:9200";

        assertThat(setting("curfew.opensearch.url", Map.of(), Map.of("curfew.opensearch.url", address))
                        .value())
                .isEqualTo("https://search.example.org:9200");
    }

    private static Setting setting(String key, Map<String, String> environment, Map<String, String> file) {
        return settings(environment, file).stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static List<Setting> settings(Map<String, String> environment, Map<String, String> file) {
        return new SettingsInForce(new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withMapping(CollectorConfiguration.class)
                        .withSources(
                                new EnvConfigSource(environment, 300),
                                new PropertiesConfigSource(
                                        file, "PropertiesConfigSource[source=file:/etc/curfew.properties]", 250))
                        .build())
                .all();
    }
}
