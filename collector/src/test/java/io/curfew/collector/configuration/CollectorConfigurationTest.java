package io.curfew.collector.configuration;

import io.curfew.policy.Severity;
import io.curfew.policy.language.Subnet;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CollectorConfigurationTest {
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long GIBIBYTE = 1024 * MEBIBYTE;

    /** Every key there is, each with another value than its default. */
    private static final Map<String, String> FULL = Map.ofEntries(
            Map.entry("curfew.roles", "correlate"),
            Map.entry("curfew.state-directory", "/var/lib/curfew"),
            Map.entry("curfew.enrolment.kafka", "kafka-1.example.org:9092,kafka-2.example.org:9092"),
            Map.entry("curfew.enrolment.most-invitations", "7"),
            Map.entry("curfew.sensors.signatures", "required"),
            Map.entry("curfew.policy.files", "/var/lib/curfew/policy"),
            Map.entry("curfew.topics.partitions", "64"),
            Map.entry("curfew.topics.replicas", "3"),
            Map.entry("curfew.correlate.application-id", "curfew-west"),
            Map.entry("curfew.correlate.threads", "8"),
            Map.entry("curfew.correlate.standby-replicas", "1"),
            Map.entry("curfew.correlate.rows-at-hand", "1000"),
            Map.entry("curfew.correlate.commit-interval", "2s"),
            Map.entry("curfew.correlate.rehearsal", "0"),
            Map.entry("curfew.correlate.rehearsal-alone", "true"),
            Map.entry("curfew.opensearch.url", "https://search.example.org:9200"),
            Map.entry("curfew.opensearch.username", "curfew"),
            Map.entry("curfew.opensearch.password", "secret"),
            Map.entry("curfew.opensearch.timeout", "5s"),
            Map.entry("curfew.traffic.keep", "7d"),
            Map.entry("curfew.traffic.most-size", "100G"),
            Map.entry("curfew.traffic.roll-after", "6h"),
            Map.entry("curfew.traffic.roll-at-size", "512M"),
            Map.entry("curfew.traffic.check-interval", "1m"),
            Map.entry("curfew.keep.hours", "50d"),
            Map.entry("curfew.keep.alerts", "51d"),
            Map.entry("curfew.keep.audit", "52d"),
            Map.entry("curfew.keep.devices", "53d"),
            Map.entry("curfew.index.group", "curfew-west-index"),
            Map.entry("curfew.index.longest-wait", "30s"),
            Map.entry("curfew.api.most-listeners", "16"),
            Map.entry("curfew.api.most-waiting", "32"),
            Map.entry("curfew.api.most-sessions", "64"),
            Map.entry("curfew.api.session-idle", "1h"),
            Map.entry("curfew.api.allowed-networks", "192.0.2.0/24,2001:db8::/32"),
            Map.entry("curfew.api.trusted-proxies", "198.51.100.7"),
            Map.entry("curfew.api.proxies-write-forwarded", "true"),
            Map.entry("curfew.api.rates.address", "100/1s"),
            Map.entry("curfew.api.rates.reads", "10/1s"),
            Map.entry("curfew.api.rates.writes", "1/500ms"),
            Map.entry("curfew.api.rates.expensive", "2/1h"),
            Map.entry("curfew.api.rates.most-counted", "128"),
            Map.entry("curfew.notifications.console", "https://curfew.example.org"),
            Map.entry("curfew.notifications.group", "curfew-west-notify"),
            Map.entry("curfew.notifications.most-waiting", "11"),
            Map.entry("curfew.notifications.most-remembered", "12"),
            Map.entry("curfew.notifications.timeout", "3s"),
            Map.entry("curfew.notifications.longest-wait", "9m"),
            Map.entry("curfew.notifications.channels.phone.kind", "webhook"),
            Map.entry("curfew.notifications.channels.phone.target", "https://phone.example.org/hook"),
            Map.entry("curfew.notifications.channels.phone.target-file", "/run/secrets/target"),
            Map.entry("curfew.notifications.channels.phone.username", "curfew"),
            Map.entry("curfew.notifications.channels.phone.secret", "hunter2"),
            Map.entry("curfew.notifications.channels.phone.secret-file", "/run/secrets/secret"),
            Map.entry("curfew.notifications.channels.phone.token-file", "/run/secrets/token"),
            Map.entry("curfew.notifications.channels.phone.trust", "/etc/ca.pem"),
            Map.entry("curfew.notifications.channels.phone.starttls", "false"),
            Map.entry("curfew.notifications.channels.phone.from", "curfew@example.org"),
            Map.entry("curfew.notifications.channels.phone.to", "ada@example.org,lia@example.org"),
            Map.entry("curfew.notifications.channels.phone.topic", "home/curfew"),
            Map.entry("curfew.notifications.channels.phone.discovery", "ha"),
            Map.entry("curfew.notifications.channels.phone.severity", "high"),
            Map.entry("curfew.notifications.channels.phone.sites", "lisbon"),
            Map.entry("curfew.notifications.channels.phone.rules", "things-stay-home,dns-bypass"),
            Map.entry("curfew.notifications.channels.phone.resolved", "true"),
            Map.entry("curfew.notifications.channels.phone.gather", "5m"));

    @Test
    void anEmptyFileGivesTheDefaults() {
        CollectorConfiguration configuration = read(Map.of());

        assertThat(configuration.roles()).containsExactlyInAnyOrder(Role.values());
        assertThat(configuration.stateDirectory()).isEqualTo(Path.of("state"));
        assertThat(configuration.enrolment().kafka()).isEmpty();
        assertThat(configuration.enrolment().mostInvitations()).isEqualTo(100);
        assertThat(configuration.sensors().signatures()).isEqualTo(SignatureDemand.ENROLLED);
        assertThat(configuration.policy().files()).isEmpty();
        assertThat(configuration.topics().partitions()).isEqualTo(4);
        assertThat(configuration.topics().replicas()).isEqualTo((short) 1);
        assertThat(configuration.correlate().applicationId()).isEqualTo("curfew-correlate");
        assertThat(configuration.correlate().threads()).isEqualTo(1);
        assertThat(configuration.correlate().standbyReplicas()).isZero();
        assertThat(configuration.correlate().rowsAtHand()).isEmpty();
        assertThat(configuration.correlate().commitInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(configuration.correlate().rehearsal()).isEqualTo(10_000);
        assertThat(configuration.correlate().rehearsalAlone()).isFalse();
        assertThat(configuration.opensearch().url()).isEqualTo(URI.create("http://127.0.0.1:7483"));
        assertThat(configuration.opensearch().username()).isEmpty();
        assertThat(configuration.opensearch().password()).isEmpty();
        assertThat(configuration.opensearch().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(configuration.traffic().keep()).isEqualTo(Duration.ofDays(30));
        assertThat(configuration.traffic().mostSize().asLongValue()).isEqualTo(20 * GIBIBYTE);
        assertThat(configuration.traffic().rollAfter()).isEqualTo(Duration.ofDays(1));
        assertThat(configuration.traffic().rollAtSize().asLongValue()).isEqualTo(2 * GIBIBYTE);
        assertThat(configuration.traffic().checkInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(configuration.keep().hours()).isEqualTo(Duration.ofDays(400));
        assertThat(configuration.keep().alerts()).isEqualTo(Duration.ofDays(400));
        assertThat(configuration.keep().audit()).isEqualTo(Duration.ofDays(3_650));
        assertThat(configuration.keep().devices()).isEqualTo(Duration.ofDays(400));
        assertThat(configuration.index().group()).isEqualTo("curfew-index");
        assertThat(configuration.index().longestWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.api().mostListeners()).isEqualTo(256);
        assertThat(configuration.api().mostWaiting()).isEqualTo(4_096);
        assertThat(configuration.api().mostSessions()).isEqualTo(10_000);
        assertThat(configuration.api().sessionIdle()).isEqualTo(Duration.ofHours(8));
        assertThat(configuration.api().allowedNetworks()).isEmpty();
        assertThat(configuration.api().trustedProxies()).isEmpty();
        assertThat(configuration.api().proxiesWriteForwarded()).isFalse();
        assertThat(configuration.api().rates().address()).isEqualTo(new Rate(6_000, Duration.ofMinutes(1)));
        assertThat(configuration.api().rates().reads()).isEqualTo(new Rate(1_200, Duration.ofMinutes(1)));
        assertThat(configuration.api().rates().writes()).isEqualTo(new Rate(120, Duration.ofMinutes(1)));
        assertThat(configuration.api().rates().expensive()).isEqualTo(new Rate(20, Duration.ofMinutes(1)));
        assertThat(configuration.api().rates().mostCounted()).isEqualTo(10_000);
        assertThat(configuration.notifications().channels()).isEmpty();
        assertThat(configuration.notifications().console()).isEmpty();
        assertThat(configuration.notifications().group()).isEqualTo("curfew-notify");
        assertThat(configuration.notifications().mostWaiting()).isEqualTo(1_000);
        assertThat(configuration.notifications().mostRemembered()).isEqualTo(20_000);
        assertThat(configuration.notifications().timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.notifications().longestWait()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void aChannelNeedsItsKindAlone() {
        NotificationChannel channel = channel(read(Map.of("curfew.notifications.channels.phone.kind", "webhook")));

        assertThat(channel.kind()).isEqualTo(NotificationChannel.Kind.WEBHOOK);
        assertThat(channel.target()).isEmpty();
        assertThat(channel.secret()).isEmpty();
        assertThat(channel.starttls()).isTrue();
        assertThat(channel.topic()).isEqualTo("curfew");
        assertThat(channel.discovery()).isEqualTo("homeassistant");
        assertThat(channel.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(channel.sites()).isEmpty();
        assertThat(channel.rules()).isEmpty();
        assertThat(channel.resolved()).isFalse();
        assertThat(channel.gather()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aChannelCanBeSetByTheEnvironment() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(CollectorConfiguration.class)
                .withSources(new EnvConfigSource(
                        Map.of(
                                "CURFEW_NOTIFICATIONS_CHANNELS_PHONE_KIND", "mail",
                                "CURFEW_NOTIFICATIONS_CHANNELS_PHONE_SECRET_FILE", "/run/secrets/mail"),
                        300))
                .build();

        NotificationChannel channel = channel(config.getConfigMapping(CollectorConfiguration.class));

        assertThat(channel.kind()).isEqualTo(NotificationChannel.Kind.MAIL);
        assertThat(channel.secretFile()).contains(Path.of("/run/secrets/mail"));
    }

    private static NotificationChannel channel(CollectorConfiguration configuration) {
        return Objects.requireNonNull(configuration.notifications().channels().get("phone"));
    }

    @Test
    void aFullFileSetsEverything() {
        CollectorConfiguration configuration = read(FULL);

        assertThat(configuration.roles()).containsExactly(Role.CORRELATE);
        assertThat(configuration.stateDirectory()).isEqualTo(Path.of("/var/lib/curfew"));
        assertThat(configuration.enrolment().kafka())
                .contains(List.of("kafka-1.example.org:9092", "kafka-2.example.org:9092"));
        assertThat(configuration.enrolment().mostInvitations()).isEqualTo(7);
        assertThat(configuration.sensors().signatures()).isEqualTo(SignatureDemand.REQUIRED);
        assertThat(configuration.policy().files()).contains(Path.of("/var/lib/curfew/policy"));
        assertThat(configuration.topics().partitions()).isEqualTo(64);
        assertThat(configuration.topics().replicas()).isEqualTo((short) 3);
        assertThat(configuration.correlate().applicationId()).isEqualTo("curfew-west");
        assertThat(configuration.correlate().threads()).isEqualTo(8);
        assertThat(configuration.correlate().standbyReplicas()).isEqualTo(1);
        assertThat(configuration.correlate().rowsAtHand()).hasValue(1_000);
        assertThat(configuration.correlate().commitInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(configuration.correlate().rehearsal()).isZero();
        assertThat(configuration.correlate().rehearsalAlone()).isTrue();
        assertThat(configuration.opensearch().url()).isEqualTo(URI.create("https://search.example.org:9200"));
        assertThat(configuration.opensearch().username()).contains("curfew");
        assertThat(configuration.opensearch().password()).contains("secret");
        assertThat(configuration.opensearch().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.traffic().keep()).isEqualTo(Duration.ofDays(7));
        assertThat(configuration.traffic().mostSize().asLongValue()).isEqualTo(100 * GIBIBYTE);
        assertThat(configuration.traffic().rollAfter()).isEqualTo(Duration.ofHours(6));
        assertThat(configuration.traffic().rollAtSize().asLongValue()).isEqualTo(512 * MEBIBYTE);
        assertThat(configuration.traffic().checkInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(configuration.keep().hours()).isEqualTo(Duration.ofDays(50));
        assertThat(configuration.keep().alerts()).isEqualTo(Duration.ofDays(51));
        assertThat(configuration.keep().audit()).isEqualTo(Duration.ofDays(52));
        assertThat(configuration.keep().devices()).isEqualTo(Duration.ofDays(53));
        assertThat(configuration.index().group()).isEqualTo("curfew-west-index");
        assertThat(configuration.index().longestWait()).isEqualTo(Duration.ofSeconds(30));
        assertThat(configuration.api().mostListeners()).isEqualTo(16);
        assertThat(configuration.api().mostWaiting()).isEqualTo(32);
        assertThat(configuration.api().mostSessions()).isEqualTo(64);
        assertThat(configuration.api().sessionIdle()).isEqualTo(Duration.ofHours(1));
        assertThat(configuration.api().allowedNetworks())
                .contains(List.of(Subnet.parse("192.0.2.0/24"), Subnet.parse("2001:db8::/32")));
        assertThat(configuration.api().trustedProxies()).contains(List.of(Subnet.parse("198.51.100.7")));
        assertThat(configuration.api().proxiesWriteForwarded()).isTrue();
        assertThat(configuration.api().rates().address()).isEqualTo(new Rate(100, Duration.ofSeconds(1)));
        assertThat(configuration.api().rates().reads()).isEqualTo(new Rate(10, Duration.ofSeconds(1)));
        assertThat(configuration.api().rates().writes()).isEqualTo(new Rate(1, Duration.ofMillis(500)));
        assertThat(configuration.api().rates().expensive()).isEqualTo(new Rate(2, Duration.ofHours(1)));
        assertThat(configuration.api().rates().mostCounted()).isEqualTo(128);
        assertThat(configuration.notifications().console()).contains(URI.create("https://curfew.example.org"));
        assertThat(configuration.notifications().group()).isEqualTo("curfew-west-notify");
        assertThat(configuration.notifications().mostWaiting()).isEqualTo(11);
        assertThat(configuration.notifications().mostRemembered()).isEqualTo(12);
        assertThat(configuration.notifications().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(configuration.notifications().longestWait()).isEqualTo(Duration.ofMinutes(9));
        NotificationChannel channel = channel(configuration);
        assertThat(channel.kind()).isEqualTo(NotificationChannel.Kind.WEBHOOK);
        assertThat(channel.target()).contains(URI.create("https://phone.example.org/hook"));
        assertThat(channel.targetFile()).contains(Path.of("/run/secrets/target"));
        assertThat(channel.username()).contains("curfew");
        assertThat(channel.secret()).contains("hunter2");
        assertThat(channel.secretFile()).contains(Path.of("/run/secrets/secret"));
        assertThat(channel.tokenFile()).contains(Path.of("/run/secrets/token"));
        assertThat(channel.trust()).contains(Path.of("/etc/ca.pem"));
        assertThat(channel.starttls()).isFalse();
        assertThat(channel.from()).contains("curfew@example.org");
        assertThat(channel.to()).contains(List.of("ada@example.org", "lia@example.org"));
        assertThat(channel.topic()).isEqualTo("home/curfew");
        assertThat(channel.discovery()).isEqualTo("ha");
        assertThat(channel.severity()).isEqualTo(Severity.HIGH);
        assertThat(channel.sites()).contains(List.of("lisbon"));
        assertThat(channel.rules()).contains(List.of("things-stay-home", "dns-bypass"));
        assertThat(channel.resolved()).isTrue();
        assertThat(channel.gather()).isEqualTo(Duration.ofMinutes(5));
    }

    /** Whoever adds a key adds it here, and with it to the two facts above. */
    @Test
    void theFullFileHasEveryKey() {
        assertThat(FULL.keySet()).hasSize(keysOf(CollectorConfiguration.class));
    }

    private static int keysOf(Class<?> tree) {
        int keys = 0;
        for (var method : tree.getDeclaredMethods()) {
            boolean isBranch = method.getReturnType().getEnclosingClass() == CollectorConfiguration.class;
            boolean isChannels = method.getReturnType() == Map.class;
            keys += isChannels ? keysOf(NotificationChannel.class) : isBranch ? keysOf(method.getReturnType()) : 1;
        }
        return keys;
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
